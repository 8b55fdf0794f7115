package dev.pictor.clip.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.pictor.clip.ModelException;
import dev.pictor.clip.support.Fixtures;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// A sound file with bytes changed at random: it is read or refused, and nothing else happens.
@Timeout(60)
class FuzzTest {
  private static final int ROUNDS = 100;
  private static final Path MODEL = Fixtures.resource("micro/openai_micro.pt");

  @TempDir Path folder;

  @Test
  void changedPickle_isReadOrRefused() throws IOException {
    Random random = new Random(20_261);
    byte[] pickle = pickle();
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = pickle.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      refused += refused(withPickle(changed), round) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
  }

  @Test
  void changedDirectory_isReadOrRefused() throws IOException {
    Random random = new Random(20_262);
    byte[] sound = Files.readAllBytes(MODEL);
    int directory = 16 << 10; // the last bytes: the central directory
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] changed = sound.clone();
      for (int i = random.nextInt(3); i >= 0; i--) {
        int position = changed.length - 1 - random.nextInt(directory);
        changed[position] = (byte) random.nextInt(256);
      }
      refused += refused(Files.write(folder.resolve("changed.pt"), changed), round) ? 1 : 0;
    }
    assertThat(refused).isBetween(ROUNDS / 10, ROUNDS);
  }

  private static boolean refused(Path file, int round) {
    boolean[] refused = {false};
    assertThatCode(
            () -> {
              try (WeightFile weights = WeightFile.open(file)) {
                for (TensorSource tensor :
                    ClipWeights.of(ModelFiles.of(file), weights).tensors().values()) {
                  tensor.read((_, _) -> {});
                }
              } catch (ModelException e) {
                assertThat(e).hasMessageContaining(file.toString());
                refused[0] = true;
              }
            })
        .as("round %d", round)
        .doesNotThrowAnyException();
    return refused[0];
  }

  private static byte[] pickle() throws IOException {
    try (ZipFile zip = new ZipFile(MODEL.toFile())) {
      for (ZipEntry entry : Collections.list(zip.entries())) {
        if (entry.getName().endsWith("/data.pkl")) {
          return zip.getInputStream(entry).readAllBytes();
        }
      }
    }
    throw new IOException("no data.pkl");
  }

  private Path withPickle(byte[] pickle) throws IOException {
    Path changed = folder.resolve("changed.pt");
    try (ZipFile zip = new ZipFile(MODEL.toFile());
        OutputStream file = Files.newOutputStream(changed);
        ZipOutputStream out = new ZipOutputStream(file)) {
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
    return changed;
  }
}
