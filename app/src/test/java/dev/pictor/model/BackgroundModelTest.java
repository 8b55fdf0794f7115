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
        BackgroundModel.start(
            "micro",
            () -> {
              mayLoad.await();
              return file.load(Preprocessing.UPRIGHT, Precision.FP32, folder);
            },
            told::add)) {
      assertThat(model.get()).isEqualTo(new ModelState.Loading("micro"));
      mayLoad.countDown();

      assertThat(told.poll(50, TimeUnit.SECONDS)).isInstanceOf(ModelState.Ready.class);
      assertThat(model.get()).isInstanceOf(ModelState.Ready.class);
    }
  }

  @Test
  void modelThatFails_saysWhy() throws Exception {
    try (BackgroundModel model =
        BackgroundModel.start(
            "micro",
            () -> {
              throw new ModelException("no such tensor");
            },
            told::add)) {
      assertThat(told.poll(50, TimeUnit.SECONDS))
          .isEqualTo(new ModelState.Failed("micro", "no such tensor"))
          .isEqualTo(model.get());
    }
  }
}
