package dev.pictor.clip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.support.Folders;
import dev.pictor.clip.support.SafetensorsWriter;
import dev.pictor.clip.support.SmallHeap;
import dev.pictor.clip.support.TorchWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files of a few megabytes that would become far more in memory: refused in a heap of 256 MB.
class HungryFilesTest {
  @TempDir Path folder;

  @Test
  void filesMadeToFillOurMemory_areRefusedInASmallHeap() throws IOException {
    Map<Path, String> models = new LinkedHashMap<>();
    models.put(pickle("]", 6_000_000, 100_000), "holds more than 400,000 values");
    models.put(pickle("}", 6_000_000, 100_000), "holds more than 400,000 values");
    models.put(pickle("(", 6_000_000, 6_000_000), "too many marks");
    models.put(pickle("]q\u0001", 2_000_000, 100_000), "holds more than 400,000 values");
    models.put(directory(), "its zip directory has");
    models.put(
        SafetensorsWriter.write(
            folder.resolve("header.safetensors"), emptyObjects(8_000_000), new byte[0]),
        "header is not the JSON");
    models.put(tokenizer("vocab.json", emptyObjects(8_000_000)), "vocab.json: it is not the JSON");
    models.put(tokenizer("vocab.json", new byte[40_000_000]), "more than 8,388,608 bytes");
    models.put(tokenizer("tokenizer.json", emptyObjects(8_000_000)), "it is not the JSON");
    models.put(
        tokenizer("merges.txt", "x\n".repeat(4_000_000).getBytes(StandardCharsets.UTF_8)),
        "1,000,000 lines");
    models.put(index(), "model.safetensors.index.json: it is not the JSON");

    List<String> outcomes = SmallHeap.open(List.copyOf(models.keySet()), folder);

    assertThat(outcomes).hasSize(models.size());
    List<String> reasons = new ArrayList<>(models.values());
    for (int i = 0; i < outcomes.size(); i++) {
      assertThat(outcomes.get(i)).startsWith("refused ").contains(reasons.get(i));
    }
  }

  /// @param piece how many parts lie on the stack at most
  private Path pickle(String part, int count, int piece) throws IOException {
    ByteArrayOutputStream pickle = new ByteArrayOutputStream();
    pickle.write(0x80);
    pickle.write(2);
    // In a list, so that all of them are kept but the stack does not grow.
    pickle.write(']');
    for (int i = 0; i < count / part.length(); ) {
      pickle.write('(');
      int now = Math.min(piece, count / part.length() - i);
      pickle.writeBytes(part.repeat(now).getBytes(StandardCharsets.ISO_8859_1));
      pickle.write('e');
      i += now;
    }
    pickle.write('.');
    Path file = Files.createTempFile(folder, "pickle", ".pt");
    return TorchWriter.withPickle(file, List.of(), pickle.toByteArray());
  }

  /// Sixty thousand entries with names of a thousand characters.
  private Path directory() throws IOException {
    Path file = folder.resolve("directory.pt");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      String name = "n".repeat(1_000);
      for (int i = 0; i < 60_000; i++) {
        zip.putNextEntry(new ZipEntry(name + i));
      }
    }
    return file;
  }

  private Path index() throws IOException {
    Path model = Folders.micro(folder.resolve("index"));
    Files.delete(model.resolve("model.safetensors"));
    Files.write(model.resolve("model.safetensors.index.json"), emptyObjects(8_000_000));
    return model;
  }

  /// The micro model with a tokenizer of which one file is this.
  private Path tokenizer(String name, byte[] content) throws IOException {
    Path model = Folders.micro(Files.createTempDirectory(folder, "model").resolve("m"));
    if (!name.equals("tokenizer.json")) {
      Files.write(model.resolve("merges.txt"), new byte[0]);
      Files.write(model.resolve("vocab.json"), smallVocabulary());
    }
    Files.write(model.resolve(name), content);
    return model;
  }

  private static byte[] smallVocabulary() {
    return "{\"a\": 1}".getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] emptyObjects(int bytes) {
    return ("{\"a\":[{}" + ",{}".repeat(bytes / 3 - 10) + "]}").getBytes(StandardCharsets.UTF_8);
  }
}
