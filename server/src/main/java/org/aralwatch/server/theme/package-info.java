/** What the map offers: themes with their views and the classes by which values are coloured. */
package org.aralwatch.server.theme;
