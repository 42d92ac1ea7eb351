package org.aralwatch.server.problem;

/** A request that HTTP itself forbids: no token, a wrong format, a body that cannot be read. */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemDocument.Kind kind;

  public Refusal(ProblemDocument.Kind kind, String detail) {
    super(detail);
    this.kind = kind;
  }

  public ProblemDocument.Kind kind() {
    return kind;
  }
}
