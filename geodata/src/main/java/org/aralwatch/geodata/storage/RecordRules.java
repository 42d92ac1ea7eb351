package org.aralwatch.geodata.storage;

import java.util.List;
import java.util.stream.Stream;

/** What must hold in the record, as SQL. */
final class RecordRules {
  /**
   * @param sentence what must hold
   * @param sql gives one text per violation: the place
   */
  record Rule(String sentence, String sql) {}

  /** Of every version: change_id made it, replaced_by is null while it stands. */
  private static final String VERSIONS =
      """
      (SELECT datastream_id, begin_time, change_id, NULL::bigint AS replaced_by FROM observation
       UNION ALL
       SELECT datastream_id, begin_time, change_id, replaced_by FROM observation_history)""";

  private static final String REVERTED = "(SELECT upload_id FROM change_set WHERE kind = 'revert')";

  private static final List<Rule> ROWS =
      List.of(
          new Rule(
              "every observation belongs to a datastream",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o LEFT JOIN datastream d ON d.id = o.datastream_id WHERE d.id IS NULL
              """),
          new Rule(
              "every observation was brought by a committed change",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o LEFT JOIN change_set c ON c.id = o.change_id WHERE c.revision IS NULL
              """),
          new Rule(
              "every replaced observation was brought and replaced by committed changes, in that order",
              """
              SELECT 'datastream ' || h.datastream_id || ' at ' || h.begin_time
              FROM observation_history h
              LEFT JOIN datastream d ON d.id = h.datastream_id
              LEFT JOIN change_set c ON c.id = h.change_id
              LEFT JOIN change_set r ON r.id = h.replaced_by
              WHERE d.id IS NULL OR c.revision IS NULL OR r.revision IS NULL OR c.revision >= r.revision
              """),
          new Rule(
              "a replaced observation is followed by what replaced it, or by nothing",
              """
              WITH versions AS (
                SELECT h.datastream_id, h.begin_time, h.replaced_by, r.revision AS until,
                       lead(h.change_id) OVER w AS next_change, lead(c.revision) OVER w AS next_since
                FROM observation_history h
                JOIN change_set c ON c.id = h.change_id JOIN change_set r ON r.id = h.replaced_by
                WINDOW w AS (PARTITION BY h.datastream_id, h.begin_time ORDER BY c.revision))
              SELECT 'datastream ' || v.datastream_id || ' at ' || v.begin_time
              FROM versions v
              LEFT JOIN observation o ON v.next_change IS NULL
                AND o.datastream_id = v.datastream_id AND o.begin_time = v.begin_time
              LEFT JOIN change_set c ON c.id = o.change_id
              WHERE coalesce(v.next_since, c.revision) < v.until
              """),
          new Rule(
              "an observation's day is the station-local date of its begin",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o JOIN datastream d ON d.id = o.datastream_id
              WHERE o.observation_day <> (o.begin_time AT TIME ZONE d.time_zone)::date
              """),
          new Rule(
              "a datastream's count, extent and revision are those of its observations",
              """
              SELECT 'datastream ' || d.id
              FROM datastream d
              LEFT JOIN (SELECT o.datastream_id, count(*) AS n, min(o.begin_time) AS first_begin,
                                max(o.end_time) AS last_end, max(c.revision) AS revision
                         FROM observation o JOIN change_set c ON c.id = o.change_id
                         GROUP BY o.datastream_id) AS o ON o.datastream_id = d.id
              WHERE d.observation_count <> coalesce(o.n, 0)
                 OR d.first_begin IS DISTINCT FROM o.first_begin
                 OR d.last_end IS DISTINCT FROM o.last_end
                 OR d.revision < coalesce(o.revision, 0)
              """),
          new Rule(
              "the cache revision of a month is no older than any change in it",
              """
              SELECT 'layer ' || n.layer_id || ', property ' || n.property_id || ', ' || n.month
              FROM (SELECT f.layer_id, d.property_id,
                           date_trunc('month', o.begin_time AT TIME ZONE 'UTC')::date AS month,
                           max(c.revision) AS revision
                    FROM (SELECT datastream_id, begin_time, change_id FROM observation
                          UNION ALL
                          SELECT datastream_id, begin_time, replaced_by FROM observation_history) AS o
                    JOIN datastream d ON d.id = o.datastream_id JOIN feature f ON f.id = d.feature_id
                    JOIN change_set c ON c.id = o.change_id
                    GROUP BY 1, 2, 3) AS n
              LEFT JOIN value_revision v USING (layer_id, property_id, month)
              WHERE v.revision IS NULL OR v.revision < n.revision
              """),
          new Rule(
              "no revision lies above the counter, and committed times ascend with revisions",
              """
              SELECT 'revision ' || revision
              FROM (SELECT c.revision, c.committed_at, k.revision AS highest,
                           lag(c.committed_at) OVER (ORDER BY c.revision) AS before
                    FROM change_set c CROSS JOIN revision_counter k) AS s
              WHERE revision IS NULL OR revision > highest OR committed_at <= before
              """),
          new Rule(
              "a stored upload has its change, and its file is kept whole",
              """
              SELECT 'upload ' || u.id FROM upload u
              LEFT JOIN change_set c ON c.upload_id = u.id LEFT JOIN blob b ON b.sha256 = u.sha256
              WHERE u.status = 'stored' AND (c.revision IS NULL OR b.size IS DISTINCT FROM u.size)
              """),
          new Rule(
              "a blob's chunks hold the bytes of its hash",
              """
              SELECT 'blob ' || encode(b.sha256, 'hex') FROM blob b
              WHERE b.size <> coalesce((SELECT sum(length(c.bytes)) FROM blob_chunk c WHERE c.sha256 = b.sha256), 0)
                 OR (b.size < 500000000 AND b.sha256 <> sha256(coalesce(
                       (SELECT string_agg(c.bytes, ''::bytea ORDER BY c.number) FROM blob_chunk c
                        WHERE c.sha256 = b.sha256), ''::bytea)))
              """),
          new Rule(
              "every datastream of a feature has a feature in a known layer",
              """
              SELECT 'datastream ' || d.id FROM datastream d
              LEFT JOIN feature f ON f.id = d.feature_id LEFT JOIN layer l ON l.id = f.layer_id
              WHERE l.id IS NULL
              """));

  /** What uploads assert, and what reverts and people made of it. */
  private static final List<Rule> PROVENANCE =
      List.of(
          new Rule(
              "a change makes no more than one version of an observation",
              """
              SELECT 'datastream ' || datastream_id || ' at ' || begin_time
              FROM observation_history GROUP BY datastream_id, begin_time, change_id HAVING count(*) > 1
              UNION ALL
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation_history h JOIN observation o USING (datastream_id, begin_time, change_id)
              """),
          new Rule(
              "a version that no upload brought says on what it stands, and no other does",
              """
              SELECT 'datastream ' || v.datastream_id || ' at ' || v.begin_time
              FROM %s AS v
              JOIN change_set c ON c.id = v.change_id
              LEFT JOIN observation_basis b USING (datastream_id, begin_time, change_id)
              WHERE c.kind NOT IN ('upload', 'revert', 'review', 'correction', 'retest')
                 OR (c.kind = 'upload') = (b.change_id IS NOT NULL)
              """
                  .formatted(VERSIONS)),
          new Rule(
              "what a version stands on is there: the version, its upload, its values, its decision",
              """
              SELECT 'datastream ' || b.datastream_id || ' at ' || b.begin_time
              FROM observation_basis b
              LEFT JOIN %s AS v USING (datastream_id, begin_time, change_id)
              LEFT JOIN observation_history h ON h.datastream_id = b.datastream_id
                AND h.begin_time = b.begin_time AND h.change_id = b.value_change
              LEFT JOIN change_set given ON given.id = h.change_id
              LEFT JOIN change_set asserted ON asserted.id = b.upload_change
              LEFT JOIN change_set decided ON decided.id = b.decided_by
              WHERE v.change_id IS NULL OR given.kind IS DISTINCT FROM 'upload'
                 OR asserted.kind IS DISTINCT FROM 'upload'
                 OR (b.decision IS NULL) <> (b.decided_by IS NULL)
                 OR b.decided_by IS NOT NULL
                    AND coalesce(decided.kind, '') NOT IN ('review', 'correction')
              """
                  .formatted(VERSIONS)),
          new Rule(
              "no current observation leads to an upload that was reverted",
              """
              SELECT 'datastream ' || o.datastream_id || ' at ' || o.begin_time
              FROM observation o
              LEFT JOIN observation_basis b USING (datastream_id, begin_time, change_id)
              JOIN change_set c ON c.id = coalesce(b.upload_change, o.change_id)
              WHERE c.upload_id IN %s
              """
                  .formatted(REVERTED)),
          new Rule(
              "a run of asserted observations holds as many as it says",
              """
              SELECT 'datastream ' || a.datastream_id || ' from ' || a.first_begin
              FROM assertion a LEFT JOIN change_set c ON c.id = a.change_id
              WHERE c.revision IS NULL OR c.kind <> 'upload'
                 OR a.rows <> (
                   SELECT count(*) FROM %s AS v
                   JOIN change_set made ON made.id = v.change_id
                   LEFT JOIN change_set replaced ON replaced.id = v.replaced_by
                   WHERE v.datastream_id = a.datastream_id
                     AND v.begin_time BETWEEN a.first_begin AND a.last_begin
                     AND made.revision < c.revision
                     AND (v.replaced_by IS NULL OR replaced.revision > c.revision))
              """
                  .formatted(VERSIONS)),
          new Rule(
              "a detail belongs to an observation that an upload brought",
              """
              SELECT 'datastream ' || t.datastream_id || ' at ' || t.begin_time
              FROM observation_detail t
              LEFT JOIN %s AS v USING (datastream_id, begin_time, change_id)
              LEFT JOIN change_set c ON c.id = v.change_id
              WHERE c.kind IS DISTINCT FROM 'upload'
              """
                  .formatted(VERSIONS)),
          new Rule(
              "the rows of an upload lie where it is noted that they do",
              """
              SELECT 'datastream ' || v.datastream_id || ' at ' || v.begin_time
              FROM (SELECT change_id, datastream_id, min(begin_time) AS begin_time,
                           max(begin_time) AS last_begin
                    FROM (SELECT change_id, datastream_id, begin_time FROM observation
                          UNION ALL
                          SELECT change_id, datastream_id, begin_time FROM observation_history
                          UNION ALL
                          SELECT change_id, datastream_id, first_begin FROM assertion
                          UNION ALL
                          SELECT change_id, datastream_id, last_begin FROM assertion) AS placed
                    GROUP BY change_id, datastream_id) AS v
              JOIN change_set c ON c.id = v.change_id AND c.kind = 'upload'
              JOIN change_series s ON s.change_id = c.id
              LEFT JOIN (SELECT change_id, unnest(datastreams) AS datastream_id
                         FROM change_series) AS noted
                ON noted.change_id = v.change_id AND noted.datastream_id = v.datastream_id
              WHERE noted.change_id IS NULL OR v.begin_time < s.first_time
                 OR v.last_begin > s.last_time
              """),
          new Rule(
              "an upload is marked as reverted when it was, and it was once",
              """
              SELECT 'upload ' || u.id
              FROM upload u
              LEFT JOIN (SELECT upload_id, count(*) AS times FROM change_set
                         WHERE kind = 'revert' GROUP BY upload_id) AS r ON r.upload_id = u.id
              WHERE coalesce(r.times, 0) <> (u.status = 'reverted')::integer
              """),
          new Rule(
              "what was withdrawn has no observations, and nothing stands in a place withdrawn",
              """
              SELECT 'datastream ' || d.id
              FROM datastream d JOIN feature f ON f.id = d.feature_id
              WHERE d.withdrawn_by IS NOT NULL AND d.observation_count > 0
                 OR d.withdrawn_by IS NULL AND f.withdrawn_by IS NOT NULL
              UNION ALL
              SELECT 'feature ' || f.id
              FROM feature f LEFT JOIN change_set c ON c.id = f.withdrawn_by
              WHERE f.withdrawn_by IS NOT NULL AND c.kind IS DISTINCT FROM 'revert'
              """),
          new Rule(
              "no series without observations, nor place without series, stands by a reverted upload",
              """
              SELECT 'datastream ' || d.id
              FROM datastream d JOIN change_set c ON c.id = d.made_by
              WHERE d.withdrawn_by IS NULL AND d.observation_count = 0 AND c.upload_id IN %1$s
              UNION ALL
              SELECT 'feature ' || f.id
              FROM feature f
              WHERE f.withdrawn_by IS NULL
                AND f.origin IN (SELECT 'upload:' || upload_id FROM change_set WHERE kind = 'revert')
                AND NOT EXISTS (SELECT FROM datastream d
                                WHERE d.feature_id = f.id AND d.withdrawn_by IS NULL)
              """
                  .formatted(REVERTED)),
          new Rule(
              "a datastream's tail is its last observations",
              """
              SELECT 'datastream ' || d.id FROM datastream d WHERE d.tail IS DISTINCT FROM %s
              """
                  .formatted(Tail.ofRecorded("d.id"))),
          new Rule(
              "an approval is of a datastream, and was given and withdrawn by committed changes",
              """
              SELECT 'approval ' || a.id
              FROM approval a
              LEFT JOIN datastream d ON d.id = a.datastream_id
              LEFT JOIN change_set c ON c.id = a.approved_by
              LEFT JOIN change_set s ON s.id = a.since
              LEFT JOIN change_set e ON e.id = a.ended_by
              WHERE d.id IS NULL OR c.kind <> 'approval' OR s.kind <> 'approval'
                 OR c.revision IS NULL OR s.revision IS NULL OR s.revision < c.revision
                 OR a.ended_by IS NOT NULL AND (e.revision IS NULL OR e.revision <= s.revision)
              """));

  static final List<Rule> ALL = Stream.concat(ROWS.stream(), PROVENANCE.stream()).toList();

  private RecordRules() {}
}
