/**
 * Sources that come by themselves: watched folders and web services, on a durable timetable. What
 * they bring goes the way of an upload.
 */
package org.aralwatch.ingest.connector;
