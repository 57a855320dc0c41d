void main() { o = vec4(floor(pixel().x / u_output.x * float(u_rows))); }
