package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class PipeTest {
  private static final Duration SHORT = Duration.ofMillis(20);
  private static final Duration LONG = Duration.ofSeconds(15);

  private final AtomicBoolean broken = new AtomicBoolean();
  private final Pipe<Integer> pipe = new Pipe<>(3, broken::get);

  @Test
  void items_comeOutInOrderUntilTheEnd() {
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 100; i++) {
                pipe.put(i);
              }
              pipe.end();
            });
    List<Integer> taken = new ArrayList<>();
    while (!pipe.isDone()) {
      taken.addAll(pipe.take(7, LONG));
    }

    assertThat(taken).hasSize(100).isSorted().startsWith(0);
    producer.join();
  }

  @Test
  void put_waitsForRoom() throws Exception {
    AtomicInteger done = new AtomicInteger();
    CompletableFuture<Void> producer =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 4; i++) {
                pipe.put(i);
                done.incrementAndGet();
              }
            });
    Thread.sleep(200);

    assertThat(done).hasValue(3);
    assertThat(pipe.take(1, LONG)).containsExactly(0);
    producer.get(10, TimeUnit.SECONDS);
    assertThat(done).hasValue(4);
  }

  @Test
  void take_hasPatienceOnly() {
    assertThat(pipe.take(1, SHORT)).isEmpty();
    assertThat(pipe.isDone()).isFalse();
  }

  @Test
  void end_wakesWhoWaits() throws Exception {
    CompletableFuture<List<Integer>> consumer =
        CompletableFuture.supplyAsync(() -> pipe.take(1, LONG));
    pipe.end();

    assertThat(consumer.get(5, TimeUnit.SECONDS)).isEmpty();
    assertThat(pipe.isDone()).isTrue();
  }

  @Test
  void brokenPipe_letsNobodyWaitAndGivesNothing() throws Exception {
    pipe.put(1);
    pipe.put(2);
    pipe.put(3);
    CompletableFuture<Boolean> producer = CompletableFuture.supplyAsync(() -> pipe.put(4));
    broken.set(true);

    assertThat(producer.get(5, TimeUnit.SECONDS)).isFalse();
    assertThat(pipe.take(9, LONG)).isEmpty();
    assertThat(pipe.isDone()).isTrue();
  }
}
