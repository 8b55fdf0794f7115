package dev.pictor.web;

import dev.pictor.jobs.IndexJob;
import dev.pictor.json.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/// Writes how a job goes as server-sent events: `progress` when something has changed, at most four
/// times a second, and `end` once. A comment in between keeps the connection, and finds out
/// whether anybody is still there.
///
/// <https://html.spec.whatwg.org/multipage/server-sent-events.html>
final class JobEvents {
  static final String CONTENT_TYPE = "text/event-stream";

  private static final Duration PERIOD = Duration.ofMillis(250);
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(10);

  private final IndexJob job;
  private final OutputStream out;
  private final Duration longestSilence;

  JobEvents(IndexJob job, OutputStream out) {
    this(job, out, LONGEST_SILENCE);
  }

  JobEvents(IndexJob job, OutputStream out, Duration longestSilence) {
    this.job = job;
    this.out = out;
    this.longestSilence = longestSilence;
  }

  /// Returns when the job has ended.
  ///
  /// @throws IOException if nobody listens any more
  void write() throws IOException, InterruptedException {
    String told = "";
    long toldNanos = System.nanoTime();
    while (true) {
      boolean ended = job.hasEnded();
      String json = Json.line(JobJson.of(job.status()));
      if (ended) {
        send("event: end\ndata: " + json);
        return;
      }
      if (!json.equals(told)) {
        send("event: progress\ndata: " + json);
        told = json;
        toldNanos = System.nanoTime();
      } else if (System.nanoTime() - toldNanos > longestSilence.toNanos()) {
        send(": still there");
        toldNanos = System.nanoTime();
      }
      job.await(PERIOD);
    }
  }

  private void send(String event) throws IOException {
    out.write((event + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
