package org.aralwatch.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimingTest {
  @ParameterizedTest
  @CsvSource({
    "03:15,       Asia/Tashkent, 2026-11-24T10:00:00Z, 2026-11-24T22:15:00Z",
    "03:15 15:15, Asia/Tashkent, 2026-11-24T10:00:00Z, 2026-11-24T10:15:00Z",
    "15:15 03:15, Asia/Tashkent, 2026-11-24T10:15:00Z, 2026-11-24T22:15:00Z",
    "00:00,       UTC,           2026-12-31T23:59:59Z, 2027-01-01T00:00:00Z",
    "00:00,       UTC,           2027-01-01T00:00:00Z, 2027-01-02T00:00:00Z",
    // The clock is put forward at 01:00 UTC from 02:00 to 03:00: half past two comes an hour later.
    "02:30,       Europe/Berlin, 2026-03-28T12:00:00Z, 2026-03-29T01:30:00Z",
    "02:30,       Europe/Berlin, 2026-03-29T01:30:00Z, 2026-03-30T00:30:00Z",
    // It is put back at 01:00 UTC from 03:00 to 02:00: half past two comes twice, and is the first.
    "02:30,       Europe/Berlin, 2026-10-24T12:00:00Z, 2026-10-25T00:30:00Z",
    "02:30,       Europe/Berlin, 2026-10-25T00:30:00Z, 2026-10-26T01:30:00Z",
  })
  void aTimeOfTheDayComesOnceADay(String times, String zone, String after, String next) {
    Schedule schedule =
        new Schedule.At(
            Arrays.stream(times.split(" ")).map(LocalTime::parse).toList(), ZoneId.of(zone));
    assertThat(schedule.next(Instant.parse(after))).isEqualTo(next);
  }

  @Test
  void anIntervalCountsFromTheEndOfTheRun() {
    assertThat(
            new Schedule.Every(Duration.ofMinutes(15)).next(Instant.parse("2026-11-24T10:07:03Z")))
        .isEqualTo("2026-11-24T10:22:03Z");
  }

  @ParameterizedTest
  @CsvSource({
    "1, 30, 60",
    "2, 60, 120",
    "5, 480, 960",
    "11, 30720, 61440",
    "12, 43200, 86400",
    "4000, 43200, 86400"
  })
  void waitsDoubleUpToTheirCapAndDiffer(int failures, long least, long most) {
    Backoff backoff = new Backoff(Duration.ofMinutes(1), Duration.ofDays(1));
    Random random = new Random(7);
    for (int i = 0; i < 100; i++) {
      assertThat(backoff.wait(failures, random))
          .isBetween(Duration.ofSeconds(least), Duration.ofSeconds(most));
    }
  }

  @Test
  void aBucketGivesABurstAndThenItsRate() throws InterruptedException {
    TestTime time = new TestTime("2026-11-24T10:00:00Z");
    TokenBucket bucket = new TokenBucket(30, time, time);
    for (int i = 0; i < 65; i++) {
      bucket.take();
    }
    // Five at once, sixty at one every two seconds.
    assertThat(Duration.between(Instant.parse("2026-11-24T10:00:00Z"), time.instant()))
        .isBetween(Duration.ofSeconds(120), Duration.ofMillis(120_100));
  }

  @Test
  void aBucketSparesAHostThatIsClosed() throws InterruptedException {
    TestTime time = new TestTime("2026-11-24T10:00:00Z");
    TokenBucket bucket = new TokenBucket(30, time, time);
    bucket.closeUntil(Instant.parse("2026-11-24T10:01:30Z"));
    bucket.closeUntil(Instant.parse("2026-11-24T10:00:30Z"));
    bucket.take();
    assertThat(time.instant()).isEqualTo("2026-11-24T10:01:30Z");
  }

  @Test
  void aClockThatIsPutBackTakesNoTokensAway() throws InterruptedException {
    TestTime time = new TestTime("2026-11-24T10:00:00Z");
    TokenBucket bucket = new TokenBucket(30, time, time);
    time.set(Instant.parse("2026-11-24T09:00:00Z"));
    bucket.take();
    assertThat(time.waited()).isEmpty();
  }

  @Test
  void theMostModestOfSeveralSourcesSpeaksForAllOnAHost() throws InterruptedException {
    TestTime time = new TestTime("2026-11-24T10:00:00Z");
    HostLimits hosts = new HostLimits(time, time);
    assertThat(hosts.of("a", 600)).isSameAs(hosts.of("a", 6)).isNotSameAs(hosts.of("b", 6));
    hosts.of("a", 600).take();
    hosts.of("a", 600).take();
    assertThat(time.waited()).containsExactly(Duration.ofSeconds(10));
  }
}
