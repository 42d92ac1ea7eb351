package org.aralwatch.benchmarks.row;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.aralwatch.benchmarks.client.Client;
import org.aralwatch.benchmarks.client.ServerProcess;
import org.aralwatch.benchmarks.data.BaseRecord;
import org.aralwatch.benchmarks.peer.RawRead;
import org.aralwatch.benchmarks.report.Sample;
import org.aralwatch.benchmarks.report.Target;
import org.aralwatch.benchmarks.store.Record;

/** Long series over HTTP, beside what PostgreSQL needs to give the raw rows to a client. */
final class SeriesRow implements Row {
  private static final int HOURLY_QUESTIONS = 40;
  private static final int DAILY_QUESTIONS = 300;

  @Override
  public String name() {
    return "series";
  }

  @Override
  public void measure(Bench bench) {
    try (Record record = BaseRecord.open(bench.store(), bench.scratch());
        ServerProcess server = bench.serve(record);
        Client client = new Client(server.address())) {
      RawRead raw = new RawRead(record);
      List<Integer> hourly = ids(record, "PT1H");
      List<Integer> daily = ids(record, "day");
      measure(
          bench, client, raw, Target.HOURLY_SERIES, hourly, HOURLY_QUESTIONS, "?maxPoints=2000");
      measure(bench, client, raw, Target.DAILY_SERIES, daily, DAILY_QUESTIONS, "");
    }
  }

  private static List<Integer> ids(Record record, String support) {
    return record
        .jdbi()
        .withHandle(
            handle ->
                handle
                    .createQuery("SELECT id FROM datastream WHERE support = :support ORDER BY id")
                    .bind("support", support)
                    .mapTo(Integer.class)
                    .list());
  }

  private static void measure(
      Bench bench,
      Client client,
      RawRead raw,
      Target target,
      List<Integer> ids,
      int questions,
      String query) {
    List<Integer> asked = new ArrayList<>();
    for (int i = 0; i < questions; i++) {
      asked.add(ids.get(i % ids.size()));
    }
    Collections.shuffle(asked, new Random(1));
    List<byte[]> requests =
        asked.stream()
            .map(id -> client.get("/api/v1/datastreams/" + id + "/observations" + query))
            .toList();
    client.ask(requests);
    List<Client.Answers> answers = bench.rounds(() -> client.ask(requests));
    Sample rawTimes = raw.times(asked.subList(0, Math.max(10, questions / 10)));
    Sample all = Sample.all(answers.stream().map(Client.Answers::times).toList());
    bench.found(
        target,
        answers.stream().map(a -> a.times().percentileMillis(95)).toList(),
        Optional.of("raw rows by JDBC, median %.1f ms".formatted(rawTimes.medianMillis())),
        "median %.1f ms; %d answers of %.0f kB over HTTP"
            .formatted(all.medianMillis(), all.size(), answers.get(0).meanKilobytes()));
  }
}
