/** Leaflet's published file is a classic script that sets {@code L}; this makes it a module. */
import '../lib/leaflet/leaflet.js';

export default globalThis.L;
