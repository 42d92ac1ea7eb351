/**
 * The roles of the command line. Results go to standard output, the log and the one sentence that
 * says why nothing came of it to standard error; {@link org.aralwatch.server.command.ExitCode}
 * tells scripts the rest.
 */
package org.aralwatch.server.command;
