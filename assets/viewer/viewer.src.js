import * as THREE from 'three';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { RoomEnvironment } from 'three/examples/jsm/environments/RoomEnvironment.js';

const bytes = Uint8Array.from(atob(document.getElementById('glb').textContent.trim()), c => c.charCodeAt(0));
const renderer = new THREE.WebGLRenderer({ antialias: true, preserveDrawingBuffer: true });
renderer.toneMapping = THREE.ACESFilmicToneMapping;
renderer.toneMappingExposure = 0.9;
document.body.appendChild(renderer.domElement);
const scene = new THREE.Scene();
scene.background = new THREE.Color(0x000000);
const pmrem = new THREE.PMREMGenerator(renderer);
scene.environment = pmrem.fromScene(new RoomEnvironment(), 0.04).texture;
scene.environmentIntensity = 0.35;
const key = new THREE.DirectionalLight(0xffe6c4, 2.4);
key.position.set(-0.5, 0.8, 0.9);
scene.add(key);
const camera = new THREE.PerspectiveCamera(28, 1, 0.001, 10);
const controls = new OrbitControls(camera, renderer.domElement);
controls.enableDamping = true;
controls.autoRotate = !matchMedia('(prefers-reduced-motion: reduce)').matches;
controls.autoRotateSpeed = 0.8;
addEventListener('pointerdown', () => { controls.autoRotate = false; });
function resize() {
  renderer.setPixelRatio(Math.min(devicePixelRatio, 2));
  renderer.setSize(innerWidth, innerHeight);
  camera.aspect = innerWidth / innerHeight;
  camera.updateProjectionMatrix();
}
addEventListener('resize', resize);
resize();
new GLTFLoader().parse(bytes.buffer, '', gltf => {
  const box = new THREE.Box3().setFromObject(gltf.scene), size = box.getSize(new THREE.Vector3());
  box.getCenter(controls.target);
  const far = Math.max(size.x / camera.aspect, size.y) / (2 * Math.tan(camera.fov * Math.PI / 360));
  camera.position.copy(controls.target).add(new THREE.Vector3(0.15, 0.1, 1).normalize().multiplyScalar(1.25 * far + size.z / 2));
  scene.add(gltf.scene);
  renderer.setAnimationLoop(() => { controls.update(); renderer.render(scene, camera); document.body.dataset.drawn = '1'; });
}, error => { document.body.textContent = 'This form could not be read: ' + error; });
