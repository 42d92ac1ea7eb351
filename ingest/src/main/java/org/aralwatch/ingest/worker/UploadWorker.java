package org.aralwatch.ingest.worker;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.aralwatch.geodata.storage.ApprovedValues;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.Reverts;
import org.aralwatch.geodata.storage.StorageException;
import org.aralwatch.geodata.storage.Upload;
import org.aralwatch.geodata.storage.UploadStore;
import org.aralwatch.ingest.pipeline.Load;
import org.aralwatch.ingest.pipeline.LoadCancelledException;
import org.aralwatch.ingest.pipeline.LoadInterruptedException;
import org.aralwatch.ingest.pipeline.UploadLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the queued work of uploads: previews, and loads into the record. Any number of them may run,
 * in any number of processes; each job is done by one. The job of a process that dies is taken over
 * by another within 20 s.
 */
public final class UploadWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UploadWorker.class);

  private static final Duration POLLING = Duration.ofMillis(200);

  /**
   * Four missed heartbeats make a job dead, and the dead are looked for every two: 10 s to 15 s and
   * one polling.
   */
  private static final Duration HEARTBEAT = Duration.ofMillis(2_500);

  private static final int MISSED_HEARTBEATS = 4;

  /** Loads of the command line have no heartbeat: those that were killed are looked for. */
  private static final Duration ABANDONED = Duration.ofSeconds(15);

  private static final Duration STOP_WAIT = Duration.ofSeconds(10);
  private static final Duration BUSY_WAIT = Duration.ofSeconds(2);
  private static final int ATTEMPTS = 6;

  /** Connections that a job holds: its lock, its transaction, and one for rejects and progress. */
  private static final int CONNECTIONS_PER_JOB = 3;

  private final Load load;
  private final UploadStore uploads;
  private final UploadQueue queue;
  private final UploadLock lock;
  private final Reverts reverts;
  private final Scheduler scheduler;
  private final Duration abandonedInterval;
  private final ScheduledExecutorService sweeper =
      Executors.newSingleThreadScheduledExecutor(UploadWorker::sweeperThread);

  /**
   * @param threads jobs done at once
   * @throws IllegalArgumentException when the pool of {@code database} has too few connections
   */
  public UploadWorker(Database database, Load load, int threads) {
    this(database, load, threads, ABANDONED);
  }

  /**
   * @param abandonedInterval between two looks for uploads whose loader was killed
   */
  UploadWorker(Database database, Load load, int threads, Duration abandonedInterval) {
    int needed = CONNECTIONS_PER_JOB * threads + 2;
    if (database.settings().poolSize() < needed) {
      throw new IllegalArgumentException(
          threads + " jobs at once need a pool of " + needed + " connections");
    }
    this.load = load;
    this.abandonedInterval = abandonedInterval;
    this.uploads = new UploadStore(database.jdbi());
    this.lock = new UploadLock(database.jdbi());
    this.queue = new UploadQueue(database);
    this.reverts = new Reverts(database);
    this.scheduler =
        Scheduler.create(
                database.dataSource(),
                task(UploadQueue.PREVIEW, this::preview),
                task(UploadQueue.COMMIT, this::commit),
                task(UploadQueue.REVERT, this::revert))
            .schedulerName(new SchedulerName.Fixed("worker-" + UUID.randomUUID()))
            .threads(threads)
            .pollingInterval(POLLING)
            .pollUsingLockAndFetch(0.5, 1)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(STOP_WAIT)
            .build();
  }

  /** Begins to work, in threads of its own. */
  public void start() {
    failAbandoned();
    long millis = abandonedInterval.toMillis();
    sweeper.scheduleWithFixedDelay(this::failAbandoned, millis, millis, TimeUnit.MILLISECONDS);
    scheduler.start();
  }

  private void failAbandoned() {
    try {
      int abandoned = queue.failAbandoned();
      if (abandoned > 0) {
        LOG.warn(
            "{} uploads were left by a program that was killed; nothing of them is stored",
            abandoned);
      }
    } catch (RuntimeException e) {
      // The store may be away for a moment, and an exception would end the looking for good.
      LOG.warn("uploads of killed programs cannot be looked for now: {}", e.toString());
    }
  }

  private static Thread sweeperThread(Runnable work) {
    Thread thread = new Thread(work, "abandoned-uploads");
    thread.setDaemon(true);
    return thread;
  }

  /**
   * Takes no further job and waits some seconds for those at work; one that takes longer is rolled
   * back and stays in the queue.
   */
  @Override
  public void close() {
    sweeper.shutdownNow();
    scheduler.stop();
  }

  /** One kind of job. */
  private interface Job {
    void run(Upload upload);
  }

  private CustomTask<Void> task(String name, Job job) {
    return Tasks.custom(name, Void.class)
        .onFailure(this::retryLater)
        .onDeadExecutionRevive()
        .execute((instance, context) -> run(instance, job));
  }

  private CompletionHandler<Void> run(TaskInstance<Void> instance, Job job) {
    long id = Long.parseLong(instance.getId());
    try {
      Optional<Boolean> done =
          lock.tryHolding(
              id,
              () -> {
                uploads.find(id).ifPresent(job::run);
                return true;
              });
      // Without the lock a process that was thought dead is at it still.
      return done.isPresent() ? new CompletionHandler.OnCompleteRemove<>() : again(BUSY_WAIT);
    } catch (LoadCancelledException e) {
      LOG.info("upload {} was cancelled", id);
      return new CompletionHandler.OnCompleteRemove<>();
    } catch (LoadInterruptedException e) {
      LOG.info("upload {} goes back to the queue: this worker stops", id);
      return again(Duration.ZERO);
    } catch (RuntimeException e) {
      if (mayPass(e)) {
        throw e;
      }
      load.fail(id, e);
      LOG.info("upload {} failed: {}", id, e.getMessage());
      return new CompletionHandler.OnCompleteRemove<>();
    }
  }

  private static CompletionHandler<Void> again(Duration wait) {
    return (complete, operations) -> operations.reschedule(complete, Instant.now().plus(wait));
  }

  /** A job may come twice; what is done already is left alone. */
  private void preview(Upload upload) {
    if (upload.status().equals("queued") || upload.status().equals("reading")) {
      load.preview(upload);
    }
  }

  private void commit(Upload upload) {
    if (upload.status().equals("committing")) {
      load.commit(upload);
    }
  }

  private void revert(Upload upload) {
    queue
        .findRevertWish(upload.id())
        .ifPresent(
            wish -> {
              try {
                Reverts.Outcome outcome =
                    reverts.revert(upload.id(), wish.actor(), wish.reason(), ApprovedValues.KEEP);
                LOG.info(
                    "upload {} reverted: {} values removed, {} restored",
                    upload.id(),
                    outcome.removed(),
                    outcome.restored());
              } catch (StorageException e) {
                if (mayPass(e)) {
                  throw e;
                }
                LOG.info("upload {} is not reverted: {}", upload.id(), e.getMessage());
                queue.refuseRevert(upload.id(), Load.problem(e).toString());
              }
            });
  }

  private void retryLater(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int failures = complete.getExecution().consecutiveFailures + 1;
    long id = Long.parseLong(complete.getExecution().getId());
    Throwable cause = complete.getCause().orElseGet(() -> new IllegalStateException("no cause"));
    if (failures >= ATTEMPTS) {
      LOG.warn("upload {} failed {} times and is given up", id, failures, cause);
      load.fail(id, cause instanceof RuntimeException e ? e : new IllegalStateException(cause));
      operations.remove();
      return;
    }
    Duration wait = Duration.ofSeconds(1L << failures);
    LOG.warn("upload {} waits {} for another attempt: {}", id, wait, String.valueOf(cause));
    operations.reschedule(complete, Instant.now().plus(wait));
  }

  /**
   * Whether the store's trouble may pass: connection lost (class 08), server stopping (57),
   * resources short (53), deadlock or serialisation (40).
   */
  private static boolean mayPass(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String state = String.valueOf(sql.getSQLState());
        return state.startsWith("08")
            || state.startsWith("57")
            || state.startsWith("53")
            || state.startsWith("40")
            || sql instanceof SQLTransientException;
      }
    }
    return false;
  }
}
