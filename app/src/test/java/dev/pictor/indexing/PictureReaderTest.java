package dev.pictor.indexing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pictor.clip.Preprocessing;
import dev.pictor.clip.image.ImagePreprocessor;
import dev.pictor.indexing.ReadResult.Decoded;
import dev.pictor.indexing.ReadResult.SameContent;
import dev.pictor.indexing.ReadResult.Unreadable;
import dev.pictor.indexing.ReadResult.Vanished;
import dev.pictor.picture.ContentHash;
import dev.pictor.picture.FileStamp;
import dev.pictor.picture.PictureMetadata;
import dev.pictor.picture.Place;
import dev.pictor.store.Effort;
import dev.pictor.testing.TestMetadata;
import dev.pictor.testing.TestPictures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PictureReaderTest {
  private static final FileStamp STAMP = new FileStamp(1234, 5678);

  @TempDir private Path folder;
  private final Set<ContentHash> contained = new HashSet<>();
  private final PictureReader reader =
      new PictureReader(
          new ImagePreprocessor(32, Preprocessing.UPRIGHT),
          contained::contains,
          new MemoryBudget(Runtime.getRuntime().maxMemory()));

  private static Candidate candidate(Path file, FileStamp stamp) {
    return new Candidate(new Place("root", "a"), file, stamp, null, null, Effort.NOTE);
  }

  @Test
  void picture_isDecodedHashedAndGivenAThumbnail() throws IOException {
    Path file = TestPictures.write(folder.resolve("a.png"), 1);

    ReadResult result = reader.read(candidate(file, STAMP));

    assertThat(result)
        .isInstanceOfSatisfying(
            Decoded.class,
            decoded -> {
              assertThat(decoded.picture().format()).isEqualTo("png");
              assertThat(decoded.picture().width()).isEqualTo(96);
              assertThat(decoded.picture().height()).isEqualTo(64);
              assertThat(decoded.picture().sizeBytes()).isEqualTo(file.toFile().length());
              assertThat(decoded.pixels()).hasSize(3 * 32 * 32);
            });
    byte[] thumbnail = ((Decoded) result).thumbnail();
    assertThat(thumbnail).startsWith(0xff, 0xd8);
    assertThat(ImageIO.read(new ByteArrayInputStream(thumbnail)).getWidth()).isEqualTo(96);
  }

  @Test
  void picture_hasWhatItsFileTellsOfIt() throws IOException {
    byte[] jpeg =
        TestMetadata.jpeg(
            TestPictures.bytes(1, "jpg"),
            TestMetadata.exifSegment(TestMetadata.typical().block()),
            TestMetadata.xmpSegment(TestMetadata.typicalXmp()));
    Path file = Files.write(folder.resolve("a.jpg"), jpeg);

    PictureMetadata metadata = ((Decoded) reader.read(candidate(file, STAMP))).picture().metadata();

    assertThat(metadata.camera()).isEqualTo("NIKON D750");
    assertThat(metadata.title()).isEqualTo("At the beach");
  }

  @Test
  void damagedMetadata_neverCostAPicture() throws IOException {
    byte[] picture = TestPictures.bytes(1, "jpg");
    List<byte[]> blocks =
        List.of(
            TestMetadata.typical().block(),
            TestMetadata.typicalXmp(),
            TestMetadata.photoshop(TestMetadata.iptc("title", "one", "two")));
    Random random = new Random(7);
    for (int round = 0; round < 400; round++) {
      List<byte[]> damaged = blocks.stream().map(block -> damaged(block, random)).toList();
      byte[] jpeg =
          TestMetadata.jpeg(
              picture,
              TestMetadata.exifSegment(damaged.get(0)),
              TestMetadata.xmpSegment(damaged.get(1)),
              TestMetadata.segment(0xED, TestMetadata.ascii("Photoshop 3.0\0"), damaged.get(2)));
      Path file = Files.write(folder.resolve("a.jpg"), jpeg);

      assertThat(reader.read(candidate(file, STAMP)))
          .as("round %d", round)
          .isInstanceOf(Decoded.class);
    }
  }

  private static byte[] damaged(byte[] block, Random random) {
    byte[] damaged =
        Arrays.copyOf(block, random.nextInt(4) == 0 ? random.nextInt(block.length) : block.length);
    for (int i = random.nextInt(1, 10); i > 0 && damaged.length > 0; i--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    return damaged;
  }

  @Test
  void containedContent_isNotDecodedUnlessItMustBe() {
    Path file = TestPictures.write(folder.resolve("a.png"), 1);
    Candidate candidate = candidate(file, STAMP);
    contained.add(((Decoded) reader.read(candidate)).picture().hash());

    assertThat(reader.read(candidate)).isInstanceOf(SameContent.class);
    assertThat(reader.read(candidate.toEmbedAnyway())).isInstanceOf(Decoded.class);
  }

  @Test
  void brokenContent_isRememberedByItsStamp() throws IOException {
    Path file = Files.writeString(folder.resolve("a.png"), "no picture");

    assertThat(reader.read(candidate(file, STAMP)))
        .isInstanceOfSatisfying(
            Unreadable.class, unreadable -> assertThat(unreadable.stamp()).isEqualTo(STAMP));
  }

  @Test
  void fileThatCannotBeReadJustNow_isTriedAgain() throws IOException {
    Path notAFile = Files.createDirectory(folder.resolve("a.png"));

    assertThat(reader.read(candidate(notAFile, STAMP)))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> {
              assertThat(unreadable.stamp()).isNotEqualTo(STAMP);
              assertThat(unreadable.reason()).startsWith("cannot be read: ");
            });
  }

  @Test
  void fileThatIsGoneMeanwhile_isNoFailure() {
    assertThat(reader.read(candidate(folder.resolve("gone.png"), STAMP)))
        .isInstanceOf(Vanished.class);
  }

  @Test
  void hugeFile_isRefusedUnread() throws IOException {
    Path file = folder.resolve("a.png");
    long size = (512L << 20) + 1;
    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
      sparse.setLength(size);
    }

    assertThat(reader.read(candidate(file, new FileStamp(size, 1))))
        .isInstanceOfSatisfying(
            Unreadable.class,
            unreadable -> assertThat(unreadable.reason()).contains("536,870,913 bytes"));
  }
}
