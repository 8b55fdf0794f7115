package dev.pictor.clip.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pictor.clip.Clip;
import dev.pictor.clip.ClipOptions;
import dev.pictor.clip.ModelException;
import dev.pictor.clip.support.Fixtures;
import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.Mutator;
import dev.pictor.clip.support.SafetensorsWriter;
import dev.pictor.clip.support.TestTensor;
import dev.pictor.clip.support.TorchWriter;
import dev.pictor.clip.text.SmallVocabulary;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/// Sound files of every format, changed at random: they are loaded or refused, and nothing else
/// happens.
@Timeout(3600)
class FuzzTest {
  private static final int ROUNDS = Boolean.getBoolean("pictor.long") ? 10_000 : 100;
  private static final Path OPENAI = Fixtures.resource("micro/openai_micro.pt");

  @TempDir Path folder;
  Path model;
  Mutator mutator = new Mutator(0);

  /// What a change is made from, and how it becomes a file.
  @FunctionalInterface
  private interface Change {
    void apply(byte[] changed) throws IOException;
  }

  @BeforeEach
  void makeFolder() {
    model = folder.resolve("model");
  }

  @Test
  void pickleOfScript() throws IOException {
    Path file = folder.resolve("changed.pt");
    fuzz(20_261, pickle(OPENAI), file, changed -> withPickle(OPENAI, file, changed));
  }

  @Test
  void pickleOfStateDict() throws IOException {
    Path sound = TorchWriter.stateDict(folder.resolve("sound.pt"), TestTensor.readAll(OPENAI));
    Path file = folder.resolve("changed.pt");
    fuzz(20_262, pickle(sound), file, changed -> withPickle(sound, file, changed));
  }

  @Test
  void zipDirectory() throws IOException {
    byte[] sound = Files.readAllBytes(OPENAI);
    Path file = folder.resolve("changed.pt");
    int head = sound.length - (16 << 10);
    fuzz(20_263, tail(sound, head), file, changed -> write(file, head(sound, head), changed));
  }

  @Test
  void anyByteOfAnArchive() throws IOException {
    Path file = folder.resolve("changed.pt");
    fuzz(20_264, Files.readAllBytes(OPENAI), file, changed -> Files.write(file, changed));
  }

  @Test
  void headerOfSafetensors() throws IOException {
    Folders.micro(model);
    Path file = model.resolve("model.safetensors");
    byte[] sound = Files.readAllBytes(file);
    int header = Long.BYTES + (int) lengthOfHeader(sound);
    fuzz(20_265, head(sound, header), model, changed -> write(file, changed, tail(sound, header)));
  }

  /// The length is made right again, so that more than the length is looked at.
  @Test
  void jsonOfSafetensors() throws IOException {
    Folders.micro(model);
    Path file = model.resolve("model.safetensors");
    byte[] sound = Files.readAllBytes(file);
    int header = Long.BYTES + (int) lengthOfHeader(sound);
    byte[] json = tail(head(sound, header), Long.BYTES);
    fuzz(
        20_266,
        json,
        model,
        changed -> SafetensorsWriter.write(file, changed, tail(sound, header)));
  }

  @Test
  void anyByteOfSafetensors() throws IOException {
    Folders.micro(model);
    Path file = model.resolve("model.safetensors");
    fuzz(20_267, Files.readAllBytes(file), model, changed -> Files.write(file, changed));
  }

  @ParameterizedTest
  @CsvSource({
    "config.json, 20268",
    "model.safetensors.index.json, 20269",
    "preprocessor_config.json, 20270",
    "vocab.json, 20271",
    "merges.txt, 20272",
    "tokenizer.json, 20273",
    "open_clip_config.json, 20274",
  })
  void fileOfAFolder(String name, long seed) throws IOException {
    switch (name) {
      case "model.safetensors.index.json" -> makeSharded();
      case "open_clip_config.json" -> makeOpenClip();
      default -> makeWithTokenizer(name);
    }
    Path file = model.resolve(name);
    fuzz(seed, Files.readAllBytes(file), model, changed -> Files.write(file, changed));
  }

  private void fuzz(long seed, byte[] sound, Path opened, Change change) throws IOException {
    mutator = new Mutator(seed);
    change.apply(sound);
    assertThat(refused(opened, "unchanged")).isFalse();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      change.apply(mutator.mutate(sound));
      refused += refused(opened, "seed %d round %d".formatted(seed, round)) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 20, ROUNDS);
  }

  private boolean refused(Path path, String round) {
    boolean[] refused = {false};
    Path cache = folder.resolve("cache");
    assertThatCode(
            () -> {
              try {
                Clip.open(path, ClipOptions.defaults().withCacheDirectory(cache)).close();
              } catch (ModelException e) {
                assertThat(e).hasMessageContaining(path.toString());
                refused[0] = true;
              }
            })
        .as(round)
        .doesNotThrowAnyException();
    Folders.delete(cache);
    return refused[0];
  }

  private void makeSharded() throws IOException {
    Folders.micro(model);
    Files.move(model.resolve("model.safetensors"), model.resolve("all.safetensors"));
    List<String> places = new ArrayList<>();
    for (String name : TestTensor.readAll(model.resolve("all.safetensors")).keySet()) {
      places.add("\"%s\":\"all.safetensors\"".formatted(name));
    }
    Files.writeString(
        model.resolve("model.safetensors.index.json"),
        "{\"weight_map\":{%s}}".formatted(String.join(",", places)));
  }

  private void makeOpenClip() throws IOException {
    Files.createDirectory(model);
    SafetensorsWriter.write(
        model.resolve("open_clip_model.safetensors"), TestTensor.readAll(OPENAI));
    Files.writeString(
        model.resolve("open_clip_config.json"),
        """
        {"model_cfg":{"embed_dim":8,"quick_gelu":true,
        "vision_cfg":{"image_size":16,"layers":1,"width":64,"head_width":64,"patch_size":8},
        "text_cfg":{"context_length":8,"vocab_size":32,"width":64,"heads":1,"layers":1}},
        "preprocess_cfg":{"size":[3,16,16],"mode":"RGB","mean":[0.48,0.45,0.4],"std":[0.2,0.2,0.2]}}
        """);
  }

  /// A vocabulary of more ids than the micro model has, in a model widened to it.
  private void makeWithTokenizer(String name) throws IOException {
    Map<String, TestTensor> tensors =
        TestTensor.readAll(Fixtures.resource("micro/hf_micro_f32.safetensors"));
    Files.createDirectory(model);
    tensors.put(
        "text_model.embeddings.token_embedding.weight",
        new TestTensor(ElementType.FLOAT32, Shape.of(516, 64), new float[516 * 64]));
    SafetensorsWriter.write(model.resolve("model.safetensors"), tensors);
    String config = Files.readString(Fixtures.resource("micro/hf_micro_config.json"));
    Files.writeString(
        model.resolve("config.json"), config.replace("\"vocab_size\": 32", "\"vocab_size\": 516"));
    Files.writeString(
        model.resolve("preprocessor_config.json"),
        "{\"size\":{\"shortest_edge\":16},\"crop_size\":16,\"image_mean\":[0.5,0.5,0.5]}");
    String vocabulary = json(SmallVocabulary.ids());
    if (name.equals("tokenizer.json")) {
      Files.writeString(
          model.resolve(name),
          "{\"model\":{\"type\":\"BPE\",\"end_of_word_suffix\":\"</w>\",\"vocab\":%s,"
                  .formatted(vocabulary)
              + "\"merges\":[\"d o\",[\"do\",\"g</w>\"]]}}");
    } else {
      Files.writeString(model.resolve("vocab.json"), vocabulary);
      Files.writeString(model.resolve("merges.txt"), "#version: 0.2\nd o\ndo g</w>\n");
    }
  }

  private static String json(Object value) {
    return JsonMapper.shared().writeValueAsString(value);
  }

  private static long lengthOfHeader(byte[] safetensors) {
    return ByteBuffer.wrap(safetensors).order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  private static byte[] head(byte[] bytes, int length) {
    return Arrays.copyOf(bytes, length);
  }

  private static byte[] tail(byte[] bytes, int from) {
    return Arrays.copyOfRange(bytes, from, bytes.length);
  }

  private static void write(Path file, byte[] first, byte[] second) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write(first);
      out.write(second);
    }
  }

  private static byte[] pickle(Path archive) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith("/data.pkl")) {
          return zip.getInputStream(entry).readAllBytes();
        }
      }
    }
    throw new IOException("no data.pkl");
  }

  /// A copy whose pickle is another, with the right checksum.
  private static void withPickle(Path archive, Path copy, byte[] pickle) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile());
        ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(copy))) {
      out.setLevel(Deflater.NO_COMPRESSION);
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().contains("/data")) {
          out.putNextEntry(new ZipEntry(entry.getName()));
          out.write(
              entry.getName().endsWith("/data.pkl")
                  ? pickle
                  : zip.getInputStream(entry).readAllBytes());
        }
      }
    }
  }
}
