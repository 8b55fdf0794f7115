package dev.pictor.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.Precision;
import dev.pictor.clip.Preprocessing;
import dev.pictor.testing.TestModels;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BackgroundModelTest {
  @TempDir private Path folder;
  private final BlockingQueue<ModelState> told = new LinkedBlockingQueue<>();

  @Test
  void model_isLoadingUntilItIsReady() throws Exception {
    CountDownLatch mayLoad = new CountDownLatch(1);
    ModelFile file = ModelFile.of(TestModels.micro(), "the test");
    try (BackgroundModel model =
        new BackgroundModel(
            "micro",
            () -> {
              mayLoad.await();
              return file.load(Preprocessing.UPRIGHT, Precision.FP32, folder);
            },
            _ -> false,
            told::add)) {
      model.start();
      assertThat(model.get()).isEqualTo(new ModelState.Loading("micro"));
      mayLoad.countDown();

      assertThat(told.poll(50, TimeUnit.SECONDS)).isInstanceOf(ModelState.Ready.class);
      assertThat(model.get()).isInstanceOf(ModelState.Ready.class);
    }
  }

  @Test
  void modelThatFails_saysWhy() throws Exception {
    try (BackgroundModel model =
        new BackgroundModel(
            "micro",
            () -> {
              throw new ModelException("no such tensor");
            },
            _ -> false,
            told::add)) {
      model.start();
      assertThat(told.poll(50, TimeUnit.SECONDS))
          .isEqualTo(new ModelState.Failed("micro", "no such tensor"))
          .isEqualTo(model.get());
    }
  }

  @Test
  void modelThatAppears_isTakenWithoutANewStart() throws Exception {
    AtomicBoolean isThere = new AtomicBoolean();
    AtomicInteger attempts = new AtomicInteger();
    ModelFile file = ModelFile.of(TestModels.micro(), "the test");
    try (BackgroundModel model =
        new BackgroundModel(
            "micro",
            () -> {
              // There at the third look only, so that one failure is repeated.
              if (attempts.incrementAndGet() > 2 && isThere.get()) {
                return file.load(Preprocessing.UPRIGHT, Precision.FP32, folder);
              }
              throw new ModelException("no such file");
            },
            _ -> false,
            told::add)) {
      model.start();
      assertThat(told.poll(50, TimeUnit.SECONDS)).isInstanceOf(ModelState.Failed.class);
      isThere.set(true);

      assertThat(told.poll(50, TimeUnit.SECONDS)).isInstanceOf(ModelState.Ready.class);
      assertThat(model.get()).isInstanceOf(ModelState.Ready.class);
      assertThat(told).isEmpty();
    }
  }

  @Test
  void modelThatIsOutdated_servesUntilTheNextIsLoaded() throws Exception {
    AtomicBoolean isOutdated = new AtomicBoolean();
    AtomicBoolean fails = new AtomicBoolean(true);
    ModelFile first = ModelFile.of(TestModels.micro(), "the test");
    ModelFile second = ModelFile.bundled("the test");
    try (BackgroundModel model =
        new BackgroundModel(
            "micro",
            () -> {
              if (isOutdated.get() && fails.getAndSet(false)) {
                throw new ModelException("not yet");
              }
              return (isOutdated.get() ? second : first)
                  .load(Preprocessing.UPRIGHT, Precision.FP32, folder);
            },
            clip -> isOutdated.get() && clip.config().embeddingDimension() != 128,
            told::add)) {
      model.start();
      assertThat(told.poll(50, TimeUnit.SECONDS)).isInstanceOf(ModelState.Ready.class);
      ModelState before = model.get();
      isOutdated.set(true);

      assertThat(told.poll(50, TimeUnit.SECONDS))
          .isEqualTo(new ModelState.Failed("micro", "not yet"));
      assertThat(model.get()).as("still answers").isEqualTo(before);
      assertThat(told.poll(50, TimeUnit.SECONDS))
          .isInstanceOfSatisfying(
              ModelState.Ready.class, ready -> assertThat(ready.name()).isEqualTo("sketchbook"))
          .isEqualTo(model.get());
    }
  }

  @Test
  void modelThatIsNotStarted_isClosedAtOnce() {
    BackgroundModel model =
        new BackgroundModel(
            "micro",
            () -> {
              throw new ModelException("never asked");
            },
            _ -> false,
            told::add);

    model.close();

    assertThat(told).isEmpty();
  }
}
