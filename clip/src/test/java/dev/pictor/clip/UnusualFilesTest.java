package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.LargeFiles;
import dev.pictor.clip.support.Rows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same weights in every form that PyTorch may write them in: the same model.
class UnusualFilesTest {
  @TempDir Path cache;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "valid/openai_micro_cuda_location.pt",
        "valid/openai_micro_other_prefix.pt",
        "valid/openai_micro_deflated.pt",
        "valid/openai_micro_statedict.pt",
        "valid/openai_micro_extra_view.pt",
        "valid/openai_micro_noncontiguous.pt",
        "valid/openai_micro_one_storage.pt",
        "valid/openai_micro_parameters.pt",
        "valid/openai_micro_nested_checkpoint.pt",
        "exec_torchscript_constants.pt",
        "model_resolution_contradiction.pt",
        "zip_slip_names.pt",
      })
  void file_isTheSameModel(String name) throws IOException {
    try (Clip usual = open(Fixtures.resource("micro/openai_micro.pt"));
        Clip unusual = open(LargeFiles.unpacked(name))) {
      List<float[]> pictures = Rows.floats(Npy.read(Fixtures.resource("micro/micro_image.npy")));

      assertThat(unusual.fingerprint()).isEqualTo(usual.fingerprint());
      assertThat(unusual.encodePixels(pictures)).isEqualTo(usual.encodePixels(pictures));
      assertThat(Path.of("/tmp/pwned")).doesNotExist();
    }
  }

  private Clip open(Path file) {
    return Clip.open(
        file, ClipOptions.defaults().withCacheDirectory(cache.resolve(file.getFileName())));
  }
}
