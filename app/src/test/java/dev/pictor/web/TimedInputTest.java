package dev.pictor.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedInputTest {
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final Duration SHORT = Duration.ofMillis(50);

  @Test
  void content_inTimeIsRead() throws IOException {
    byte[] content = {1, -1, 0, 7};

    assertThat(timed(new ByteArrayInputStream(content), LONG, LONG).readAllBytes())
        .isEqualTo(content);
    assertThat(timed(new ByteArrayInputStream(content), LONG, LONG).skip(1)).isEqualTo(1);
    InputStream one = timed(new ByteArrayInputStream(content), LONG, LONG);
    assertThat(new int[] {one.read(), one.read()}).containsExactly(1, 255);
  }

  @Test
  void silence_isTooSlow() {
    CountDownLatch never = new CountDownLatch(1);
    assertTooSlow(
        timed(
            new InputStream() {
              @Override
              public int read() throws IOException {
                try {
                  never.await();
                } catch (InterruptedException e) {
                  throw new IOException(e);
                }
                return -1;
              }
            },
            SHORT,
            LONG));
    never.countDown();
  }

  @Test
  void content_thatTricklesIsTooSlow() {
    assertTooSlow(
        timed(
            new InputStream() {
              @Override
              public int read() {
                return 'a';
              }

              @Override
              public int read(byte[] bytes, int offset, int length) {
                bytes[offset] = 'a';
                return 1;
              }
            },
            LONG,
            SHORT));
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

    assertThatThrownBy(() -> timed(broken, LONG, LONG).readAllBytes())
        .isInstanceOf(IOException.class)
        .hasMessage("gone");
  }

  private static InputStream timed(InputStream content, Duration silence, Duration all) {
    return new TimedInput(content, new Limits(0, LONG, silence, all));
  }

  private static void assertTooSlow(InputStream content) {
    assertThatThrownBy(content::readAllBytes)
        .isInstanceOfSatisfying(
            ProblemException.class, e -> assertThat(e.problem()).isEqualTo(Problem.TOO_SLOW));
  }
}
