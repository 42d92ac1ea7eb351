package org.aralwatch.geodata.storage;

import org.aralwatch.geodata.access.Viewer;
import org.aralwatch.geodata.observation.Datastream.Visibility;
import org.jdbi.v3.core.statement.SqlStatement;

/**
 * The one rule of who may read a datastream: everybody what is public, members what their
 * organisations own, administrators everything. What is kept for aggregates only takes part where
 * an aggregate of several datastreams is asked.
 *
 * <p>It stands here in two forms, as SQL and as a test for what is held in memory; a test holds
 * them together.
 */
public enum ReadAccess {
  /** The values of single datastreams, and what is computed from one. */
  VALUES,
  /** A figure made of several datastreams, in which none of them can be told. */
  AGGREGATES;

  /** Predicate over a row {@code d} of datastream; its parameters are set by {@link #bind}. */
  static final String SQL =
      """
      (d.visibility = 'public' OR :administrator OR d.owner = ANY(:organisations)
       OR (:aggregates AND d.visibility = 'aggregate'))""";

  <S extends SqlStatement<S>> S bind(S statement, Viewer viewer) {
    return statement
        .bind("administrator", viewer.administrator())
        .bind("aggregates", this == AGGREGATES)
        .bind("organisations", SqlArray.ofTexts(viewer.organisations()));
  }

  /** Whether {@code viewer} may read a datastream of this visibility and owner. */
  public boolean permits(Viewer viewer, Visibility visibility, String owner) {
    return visibility == Visibility.PUBLIC
        || viewer.administrator()
        || viewer.organisations().contains(owner)
        || (this == AGGREGATES && visibility == Visibility.AGGREGATE);
  }
}
