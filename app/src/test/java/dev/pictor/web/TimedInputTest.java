package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class TimedInputTest {
  private final AtomicLong nanos = new AtomicLong();

  /// Each byte takes a second.
  private InputStream slow(int bytes) {
    return new ByteArrayInputStream(new byte[bytes]) {
      @Override
      public synchronized int read(byte[] buffer, int offset, int length) {
        nanos.addAndGet(Duration.ofSeconds(1).toNanos());
        return super.read(buffer, offset, Math.min(1, length));
      }
    };
  }

  @Test
  void content_inTimeIsRead() throws IOException {
    assertThat(timed(slow(9)).readAllBytes()).hasSize(9);
  }

  @Test
  void content_thatTricklesIsCutOff() {
    assertTooSlow(slow(1_000));
    assertThat(nanos.get()).isLessThan(Duration.ofSeconds(12).toNanos());
  }

  @Test
  void silence_isTooSlow_howeverItIsTold() {
    assertTooSlow(
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new SocketTimeoutException("nothing came");
          }
        });
    assertTooSlow(
        new InputStream() {
          @Override
          public int read() {
            throw new UncheckedIOException(new SocketTimeoutException("nothing came"));
          }
        });
  }

  @Test
  void otherFailures_stayWhatTheyAre() {
    InputStream broken =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new IOException("gone");
          }
        };

    assertThatThrownBy(() -> timed(broken).readAllBytes()).hasMessage("gone");
  }

  private InputStream timed(InputStream content) {
    return new TimedInput(content, Duration.ofSeconds(10), nanos::get);
  }

  private void assertTooSlow(InputStream content) {
    assertThatThrownBy(() -> timed(content).readAllBytes())
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TOO_SLOW));
  }
}
