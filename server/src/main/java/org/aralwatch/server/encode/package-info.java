/** Domain objects to bytes: a writer for each media type, and the documents that make up JSON. */
package org.aralwatch.server.encode;
