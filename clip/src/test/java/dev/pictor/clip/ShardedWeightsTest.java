package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.SafetensorsWriter;
import dev.pictor.clip.support.TestTensor;
import dev.pictor.clip.support.TorchWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Weights in several files with an index, in Hugging Face's layout.
class ShardedWeightsTest {
  @TempDir Path folder;
  Path model;

  @BeforeEach
  void makeFolder() throws IOException {
    model = Files.createDirectory(folder.resolve("model"));
    Files.copy(Fixtures.resource("micro/hf_micro_config.json"), model.resolve("config.json"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"model.safetensors", "pytorch_model.bin"})
  void pieces_areTheSameModelAsTheWhole(String name) throws IOException {
    Path index = split(name);
    try (Clip clip = open(model);
        Clip byIndex = open(index);
        Clip whole = open(Fixtures.resource("micro/openai_micro.pt"))) {
      assertThat(clip.fingerprint()).isEqualTo(whole.fingerprint());
      assertThat(byIndex.fingerprint()).isEqualTo(whole.fingerprint());
    }
  }

  @Test
  void changedPiece_isReadAgain() throws IOException {
    split("model.safetensors");
    open(model).close();
    Path piece = model.resolve("piece-1.safetensors");
    Files.write(piece, new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10});

    assertRefused("piece-1.safetensors", "safetensors header claims");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "\"piece-1.safetensors\" | \"../piece-1.safetensors\"   | the name of a weight file in the same folder",
        "\"piece-1.safetensors\" | \"/etc/passwd.bin\"          | the name of a weight file in the same folder",
        "\"piece-1.safetensors\" | \"model.safetensors.index.json\" | the name of a weight file in the same",
        "\"piece-1.safetensors\" | 3                            | a text is needed",
        "\"piece-1.safetensors\" | \"piece-7.safetensors\"      | there is no such file",
        "\"piece-1.safetensors\" | \"piece-0.safetensors\"      | is not in piece-0.safetensors",
        "\"weight_map\"          | \"map\"                      | field weight_map is missing",
        "{\"weight_map\"         | {\"weight_map\": {}, \"weight_map\" | Duplicate",
        "logit_scale             | logit                        | is not in piece-0.safetensors",
      })
  void brokenIndex_isRefused(String part, String other, String reason) throws IOException {
    Path index = split("model.safetensors");
    String json = Files.readString(index);
    assertThat(json).contains(part);
    Files.writeString(index, json.replace(part, other));

    assertRefused(model.toString(), reason);
  }

  @Test
  void tooManyPieces_areRefusedBeforeOneIsOpened() throws IOException {
    List<String> places = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      places.add("\"t%d\": \"p%d.bin\"".formatted(i, i));
    }
    Files.writeString(
        model.resolve("model.safetensors.index.json"),
        "{\"weight_map\": {%s}}".formatted(String.join(",", places)));

    assertRefused("model.safetensors.index.json", "it names 300 files, more than 256");
  }

  @Test
  void missingTensor_isNamed() throws IOException {
    Path index = split("model.safetensors");
    Files.writeString(
        index,
        Files.readString(index)
            .replace("\"visual_projection.weight\":\"piece-1.safetensors\"", "")
            .replace(",,", ",")
            .replace(",}", "}")
            .replace("{,", "{"));

    assertRefused("model.safetensors.index.json", "missing: visual_projection.weight.");
  }

  /// Every other tensor into another file.
  private Path split(String name) throws IOException {
    String suffix = name.substring(name.lastIndexOf('.'));
    List<Map<String, TestTensor>> pieces = List.of(new LinkedHashMap<>(), new LinkedHashMap<>());
    List<String> places = new ArrayList<>();
    var whole = TestTensor.readAll(Fixtures.resource("micro/hf_micro_f32.safetensors"));
    for (var tensor : whole.entrySet()) {
      int piece = tensor.getKey().equals("logit_scale") ? 0 : 1 - places.size() % 2;
      if (tensor.getKey().equals("visual_projection.weight")) {
        piece = 1;
      }
      pieces.get(piece).put(tensor.getKey(), tensor.getValue());
      places.add("\"%s\":\"piece-%d%s\"".formatted(tensor.getKey(), piece, suffix));
    }
    for (int i = 0; i < pieces.size(); i++) {
      Path file = model.resolve("piece-%d%s".formatted(i, suffix));
      if (suffix.equals(".bin")) {
        TorchWriter.stateDict(file, pieces.get(i));
      } else {
        SafetensorsWriter.write(file, pieces.get(i));
      }
    }
    return Files.writeString(
        model.resolve(name + ".index.json"),
        "{\"weight_map\":{%s},\"metadata\":{\"total_size\":1}}"
            .formatted(String.join(",", places)));
  }

  private void assertRefused(String named, String reason) {
    assertThatThrownBy(() -> open(model).close())
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(named)
        .hasMessageContaining(reason);
  }

  private Clip open(Path path) {
    return Clip.open(path, ClipOptions.defaults().withCacheDirectory(folder.resolve("cache")));
  }
}
