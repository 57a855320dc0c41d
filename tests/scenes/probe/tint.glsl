const vec3 TINT = vec3(1.0, 0.0, 0.0);
