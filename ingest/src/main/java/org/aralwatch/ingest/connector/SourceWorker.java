package org.aralwatch.ingest.connector;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.random.RandomGenerator;
import org.aralwatch.geodata.storage.Database;
import org.aralwatch.geodata.storage.SourceStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the sources that are due. Any number of them may run, in any number of processes; a source
 * is read by one. The run of a process that dies is taken over by another within 20 s; runs that
 * were missed while none was there are made up for by one.
 */
public final class SourceWorker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(SourceWorker.class);

  private static final Duration POLLING = Duration.ofMillis(500);
  private static final Duration HEARTBEAT = Duration.ofMillis(2_500);
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration STOP_WAIT = Duration.ofSeconds(5);
  private static final Duration BUSY = Duration.ofSeconds(2);
  private static final Backoff TROUBLE = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(1));

  private final SourceRun run;
  private final SourceLock lock;
  private final Scheduler scheduler;
  private final RandomGenerator random = RandomGenerator.getDefault();
  private final CountDownLatch stopping = new CountDownLatch(1);

  /**
   * @param threads sources read at once; each holds a connection of the pool while it is read
   * @param listener told of each run that ended: the source, and whether it went well
   */
  public SourceWorker(
      Database database, Clock clock, int threads, BiConsumer<String, Boolean> listener) {
    HttpFetcher fetcher =
        new HttpFetcher(new HostLimits(clock, this::sleep), clock, this::sleep, random);
    this.run =
        new SourceRun(
            database,
            fetcher,
            clock,
            random,
            System::getenv,
            ran -> listener.accept(ran.source(), ran.success()));
    this.lock = new SourceLock(database.jdbi());
    CustomTask<Void> task =
        Tasks.custom(SourceStore.TASK, Void.class)
            .onFailure(this::later)
            .onDeadExecutionRevive()
            .execute((instance, context) -> step(instance));
    this.scheduler =
        Scheduler.create(database.dataSource(), task)
            .tableName(SourceStore.TIMETABLE)
            .schedulerName(new SchedulerName.Fixed("sources-" + UUID.randomUUID()))
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
    scheduler.start();
  }

  /** Takes no further source; one that is being read goes back to the timetable. */
  @Override
  public void close() {
    stopping.countDown();
    scheduler.stop();
  }

  /** A wait that ends when the worker stops. */
  private void sleep(Duration duration) throws InterruptedException {
    if (stopping.await(duration.toMillis(), TimeUnit.MILLISECONDS)) {
      throw new InterruptedException("the worker stops");
    }
  }

  private CompletionHandler<Void> step(TaskInstance<Void> instance) {
    String source = instance.getId();
    try {
      Optional<Optional<Instant>> next = lock.tryHolding(source, () -> run.step(source));
      if (next.isEmpty()) {
        // A process that was thought dead is at it still.
        return again(Instant.now().plus(BUSY));
      }
      return next.get()
          .<CompletionHandler<Void>>map(SourceWorker::again)
          .orElseGet(CompletionHandler.OnCompleteRemove::new);
    } catch (InterruptedException e) {
      LOG.info("source {} goes back to the timetable: this worker stops", source);
      return again(Instant.now());
    }
  }

  private static CompletionHandler<Void> again(Instant time) {
    return (complete, operations) -> operations.reschedule(complete, time);
  }

  /** The store is in trouble, or there is a fault of this program: nothing is given up. */
  private void later(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int failures = complete.getExecution().consecutiveFailures + 1;
    Duration wait = TROUBLE.wait(failures, random);
    LOG.error(
        "source {} waits {} s for another attempt",
        complete.getExecution().getId(),
        wait.toSeconds(),
        complete.getCause().orElse(null));
    operations.reschedule(complete, Instant.now().plus(wait));
  }
}
