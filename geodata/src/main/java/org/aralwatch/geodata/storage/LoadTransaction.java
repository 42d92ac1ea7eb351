package org.aralwatch.geodata.storage;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import org.aralwatch.geodata.observation.Qualifier;
import org.aralwatch.geodata.observation.QualityFlag;
import org.jdbi.v3.core.Handle;

/**
 * One file's way into the record, as one database transaction: rows are staged, merged, rolled up,
 * and become visible with their revision at {@link #commit}, all or none. Closing without a commit
 * leaves the record as it was. Not thread-safe; memory is bounded whatever the number of rows.
 */
public final class LoadTransaction implements AutoCloseable {
  /** A third of a megabyte. */
  private static final int PIECE_ROWS = 4_000;

  private static final String COPY_STAGED =
      """
      COPY staged (line, datastream_id, begin_time, end_time, result, qualifier, flag, tests,
                   observation_day) FROM STDIN (FORMAT binary)""";

  /** Used by {@link #handle()} alone: rows may be on their way. */
  private final Handle opened;

  private final Connection connection;
  private final OptionalLong upload;
  private final String actor;
  private final FeatureIndex features;
  private final DatastreamIndex index;
  private final Map<NewDatastream, DatastreamRef> datastreams = new HashMap<>();
  private final Map<Integer, DatastreamRef> datastreamsById = new HashMap<>();
  private final BinaryCopy staged = new BinaryCopy(1 << 20);
  private final StagedRollups rollups = new StagedRollups();
  private final StagedDetails details = new StagedDetails();
  private final Vocabulary vocabulary;
  private final Set<Integer> changedLayers = new HashSet<>();
  private int createdFeatures;
  private int createdDatastreams;
  private boolean creating;
  private boolean merged;
  private boolean committed;
  private ApprovedValues approved = ApprovedValues.KEEP;
  private long change = -1;
  private Standing standing;
  private MergeResult result = new MergeResult(0, 0, 0, 0, 0);

  private LoadTransaction(Handle handle, Vocabulary vocabulary, String actor, OptionalLong upload) {
    this.opened = handle;
    this.connection = handle.getConnection();
    this.vocabulary = vocabulary;
    this.actor = actor;
    this.upload = upload;
    this.features = new FeatureIndex(this::handle);
    this.index = new DatastreamIndex(this::handle, upload.isEmpty());
  }

  /**
   * @param actor who loads, for the history
   * @param upload the upload that the rows belong to; empty for a dry run, which cannot commit
   */
  public static LoadTransaction begin(
      Database database, Vocabulary vocabulary, String actor, OptionalLong upload) {
    Handle handle = database.jdbi().open();
    try {
      handle.begin();
      // Hash tables and sorts of a million rows; by the default of 4 MB they would go by disk.
      handle.execute("SET LOCAL work_mem = '128MB'");
      handle.execute(
          """
          CREATE TEMPORARY TABLE staged (
            line bigint, datastream_id integer, begin_time timestamptz, end_time timestamptz,
            result double precision, qualifier "char", flag smallint, tests integer,
            observation_day date) ON COMMIT DROP
          """);
      handle.execute(StagedRollups.CREATE);
      return new LoadTransaction(handle, vocabulary, actor, upload);
    } catch (RuntimeException e) {
      handle.close();
      throw e;
    }
  }

  /** The feature of {@code layer} with this code, else the one with this alias. */
  public Optional<FeatureRef> findFeature(String layer, String codeOrAlias) {
    return features.find(layer, codeOrAlias);
  }

  /** Codes and aliases of all features of a layer. */
  public List<String> featureCodes(String layer) {
    return features.codes(layer);
  }

  /**
   * Adds a feature; one that was withdrawn is brought back under its old key.
   *
   * @throws StorageException when the layer is unknown or has the code already
   */
  public FeatureRef createFeature(NewFeature feature) {
    beginCreating();
    int layerId =
        vocabulary
            .findLayer(feature.layer())
            .orElseThrow(() -> new StorageException("unknown layer '" + feature.layer() + "'"))
            .id();
    String origin = upload.isPresent() ? FeatureSql.origin(upload.getAsLong()) : "dry-run";
    Optional<Long> id = FeatureSql.insert(handle(), layerId, feature, origin);
    if (id.isEmpty()) {
      throw new StorageException(
          "layer '" + feature.layer() + "' has a feature '" + feature.code() + "' already");
    }
    createdFeatures++;
    changedLayers.add(layerId);
    FeatureRef ref = new FeatureRef(id.get(), feature.layer(), feature.code(), feature.geometry());
    features.add(ref, feature.aliases());
    return ref;
  }

  /**
   * The feature of this layer and code, made when there is none: another load may have made it
   * since {@link #findFeature} was asked.
   */
  public FeatureRef findOrCreateFeature(NewFeature feature) {
    beginCreating();
    return findFeature(feature.layer(), feature.code()).orElseGet(() -> createFeature(feature));
  }

  /**
   * The datastream of this key, created when it is new.
   *
   * @throws StorageException when it exists with another time zone: days would not be comparable
   */
  public DatastreamRef datastream(NewDatastream wanted) {
    return datastreams.computeIfAbsent(
        wanted,
        key ->
            index
                .find(key)
                .map(ref -> checkedZone(ref, key.timeZone()))
                .orElseGet(() -> create(key)));
  }

  private DatastreamRef checkedZone(DatastreamRef ref, ZoneId wanted) {
    if (!ref.timeZone().equals(wanted)) {
      throw new StorageException(
          "datastream "
              + ref.id()
              + " counts its days in "
              + ref.timeZone()
              + ", the file in "
              + wanted);
    }
    return known(ref);
  }

  private DatastreamRef create(NewDatastream wanted) {
    if (upload.isPresent()) {
      beginCreating();
      // Another load may have created it before we held the lock.
      Optional<DatastreamRef> found = index.find(wanted);
      if (found.isPresent()) {
        return checkedZone(found.get(), wanted.timeZone());
      }
    }
    createdDatastreams++;
    String unit = vocabulary.property(wanted.propertyId()).unit();
    return known(index.add(wanted, unit));
  }

  private DatastreamRef known(DatastreamRef ref) {
    return datastreamsById.computeIfAbsent(ref.id(), id -> ref);
  }

  /** To be taken before any datastream is locked. */
  static void lockCreation(Handle handle) {
    handle.execute("SELECT pg_advisory_xact_lock(hashtext('aralwatch.create'))");
  }

  /** Loads that create wait for each other, so that two cannot make one thing twice or deadlock. */
  private void beginCreating() {
    if (!creating) {
      lockCreation(handle());
      features.forget();
      index.refresh();
      creating = true;
    }
  }

  /** Rows of this load may change approved values, and add to what is approved. */
  public void changeApproved() {
    approved = ApprovedValues.CHANGE;
  }

  /**
   * As below, with what the file says of the value beyond the value.
   *
   * @param detail {@link Detail#NONE} where it says no more
   */
  public void stage(
      long line,
      DatastreamRef datastream,
      long beginMicros,
      long endMicros,
      double value,
      Qualifier qualifier,
      QualityFlag flag,
      int tests,
      Detail detail) {
    stage(line, datastream, beginMicros, endMicros, value, qualifier, flag, tests);
    if (detail.isEmpty()) {
      return;
    }
    details.add(line, datastream, beginMicros, detail);
    if (details.isFull()) {
      // After the rows: a connection takes one COPY at a time.
      details.send(handle());
    }
  }

  /**
   * Stages a row.
   *
   * @param line line of the file, from 1
   * @param beginMicros begin of the period, microseconds since the epoch
   * @param endMicros its end, exclusive; equal to the begin for an instant
   * @param value in the datastream's unit; finite
   * @param tests one bit per failed quality test
   */
  public void stage(
      long line,
      DatastreamRef datastream,
      long beginMicros,
      long endMicros,
      double value,
      Qualifier qualifier,
      QualityFlag flag,
      int tests) {
    if (!Double.isFinite(value) || endMicros < beginMicros || merged) {
      throw new IllegalArgumentException(
          "cannot stage " + value + " for [" + beginMicros + ", " + endMicros + ")");
    }
    staged.beginRow(9);
    staged.longField(line);
    staged.intField(datastream.id());
    staged.timestampField(beginMicros);
    staged.timestampField(endMicros);
    // -0.0 and 0.0 are one value; the record keeps one of them.
    staged.doubleField(value == 0 ? 0.0 : value);
    staged.charField(qualifier.symbol());
    staged.shortField(flag.code());
    staged.intField(tests);
    int day = datastream.dayOf(beginMicros);
    staged.dateField(day);
    datastream.note(beginMicros, endMicros, day, value, qualifier, flag);
    if (upload.isPresent()) {
      rollups.add(datastream, day, beginMicros, endMicros, value, qualifier, flag);
    }
    if (rollups.isFull()) {
      sendRollups();
    } else if (staged.rows() >= PIECE_ROWS) {
      send();
    }
  }

  /** For statements: what was staged is in the table then. */
  private Handle handle() {
    try {
      staged.finish(connection, COPY_STAGED);
      return opened;
    } catch (SQLException e) {
      throw new StorageException("cannot stage rows: " + e.getMessage(), e);
    }
  }

  private void send() {
    try {
      staged.send(connection, COPY_STAGED);
    } catch (SQLException e) {
      throw new StorageException("cannot stage rows: " + e.getMessage(), e);
    }
  }

  /** After the rows: a connection takes one COPY at a time. */
  private void sendRollups() {
    handle();
    try {
      rollups.send(connection);
    } catch (SQLException e) {
      throw new StorageException("cannot stage roll-ups: " + e.getMessage(), e);
    }
  }

  /**
   * Merges what was staged into the record and keeps its roll-ups; a dry run only counts what that
   * would do. To be called once.
   */
  public MergeResult merge(DuplicateSink duplicates) {
    merged = true;
    List<DatastreamRef> touched =
        datastreamsById.values().stream().filter(ref -> ref.rows > 0).toList();
    details.send(handle());
    Merge merge = new Merge(handle(), touched, details, approved);
    if (upload.isEmpty()) {
      result = merge.count(duplicates);
    } else if (!touched.isEmpty() || createdFeatures + createdDatastreams > 0) {
      touched.forEach(rollups::close);
      sendRollups();
      change = Revisions.openChangeSet(handle(), "upload", upload.getAsLong(), actor, "load");
      ChangeSeries.write(handle(), change, touched);
      Merge.Outcome outcome = merge.run(change, duplicates);
      result = outcome.result();
      standing = outcome.standing();
    }
    return result;
  }

  public int createdFeatures() {
    return createdFeatures;
  }

  public int createdDatastreams() {
    return createdDatastreams;
  }

  /**
   * Raises the revisions and commits. A load that found all its rows in the record asserts them: it
   * has a revision then, too, by which its place among the loads is known, but no cache's revision
   * is raised.
   *
   * @param report of the upload, JSON, made when the revision is known
   * @return the new revision; empty where the record is as it was
   * @throws StorageException when the upload was cancelled or is in the record already; nothing is
   *     stored then
   */
  public OptionalLong commit(Function<OptionalLong, String> report) {
    if (!merged) {
      throw new IllegalStateException("merge before commit");
    }
    long uploadId = upload.orElseThrow(() -> new IllegalStateException("a dry run cannot commit"));
    OptionalLong revision = OptionalLong.empty();
    if (result.changesRecord() || createdFeatures + createdDatastreams > 0) {
      holdFeatures();
      long raised = Revisions.raise(handle(), change);
      index.write(change, raised);
      raiseCacheRevisions(raised);
      revision = OptionalLong.of(raised);
    } else if (result.unchanged() > 0) {
      Revisions.raise(handle(), change);
    } else if (change >= 0) {
      ChangeSeries.delete(handle(), change);
      handle().execute("DELETE FROM change_set WHERE id = ?", change);
    }
    String status = revision.isPresent() ? "stored" : "unchanged";
    if (!UploadStore.finish(handle(), uploadId, status, report.apply(revision))) {
      throw new StorageException(
          "upload " + uploadId + " was cancelled, or another has stored it meanwhile");
    }
    handle().commit();
    committed = true;
    return revision;
  }

  private void holdFeatures() {
    Set<Long> features = index.featuresOfAdded();
    if (standing != null) {
      features.addAll(FeatureSql.ofDatastreams(handle(), standing.returning()));
    }
    changedLayers.addAll(FeatureSql.hold(handle(), features));
  }

  private void raiseCacheRevisions(long revision) {
    Revisions.raiseLayers(handle(), revision, changedLayers);
    if (result.changesRecord()) {
      new SeriesChanges(handle(), change, standing).write(revision);
    }
  }

  /** Rolls back unless committed. */
  @Override
  public void close() {
    try {
      if (!committed) {
        staged.cancel();
        opened.rollback();
      }
    } catch (SQLException e) {
      throw new StorageException("cannot roll back: " + e.getMessage(), e);
    } finally {
      opened.close();
    }
  }
}
