package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.jobs.IndexJob;
import dev.pictor.jobs.IndexJobs;
import dev.pictor.jobs.IndexJobs.Begun;
import dev.pictor.store.PictureStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class JobEventsTest {
  private static final Duration SOON = Duration.ofMillis(1);

  @TempDir private Path folder;
  private ServedPictures pictures;
  private IndexJobs jobs;

  @BeforeEach
  void make() throws IOException {
    pictures = ServedPictures.make(folder);
    jobs = new IndexJobs(pictures.storage, ServedPictures.COLLECTION, Map.of(), () -> {});
  }

  @AfterEach
  void close() {
    jobs.close();
    pictures.close();
  }

  private IndexJob start() {
    return ((Begun.Started) jobs.start(pictures.clip, false)).job();
  }

  /// Somebody who has heard enough after so many events.
  private static final class Leaving extends OutputStream {
    private final ByteArrayOutputStream heard = new ByteArrayOutputStream();
    private int left;

    Leaving(int events) {
      left = events;
    }

    @Override
    public void write(int oneByte) {
      throw new IllegalStateException("events are written as a whole");
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (left-- == 0) {
        throw new IOException("Broken pipe");
      }
      heard.write(bytes, offset, length);
    }
  }

  @Test
  void listenerWhoLeaves_isNoticedAlthoughNothingHappens() {
    try (PictureStore _ = pictures.hold()) {
      Leaving leaving = new Leaving(4);

      assertThatThrownBy(() -> new JobEvents(start(), leaving, SOON).write())
          .isInstanceOf(IOException.class);
      assertThat(leaving.heard.toString(StandardCharsets.UTF_8))
          .startsWith("event: progress\n")
          .endsWith("\n\n: still there\n\n");
      jobs.recent().getFirst().cancel();
    }
  }

  @Test
  void job_thatHasEnded_isToldOnce() throws Exception {
    IndexJob job = start();
    while (!job.await(Duration.ofSeconds(1))) {
      Thread.onSpinWait();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();

    new JobEvents(job, out, SOON).write();

    assertThat(out.toString(StandardCharsets.UTF_8))
        .startsWith("event: end\ndata: {\"id\":\"" + job.id() + "\"")
        .endsWith("}\n\n");
  }
}
