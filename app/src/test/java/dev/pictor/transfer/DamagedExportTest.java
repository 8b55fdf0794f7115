package dev.pictor.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.pictor.json.Json;
import dev.pictor.picture.Root;
import dev.pictor.store.KnownFile.FailedFile;
import dev.pictor.store.PictureStore;
import dev.pictor.store.Samples;
import dev.pictor.store.StoreCounts;
import dev.pictor.testing.Silence;
import dev.pictor.testing.TestPictures;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/// What is broken, edited, foreign or hostile is refused by name, before anything is stored.
class DamagedExportTest extends TransferFixture {
  private static final int ROWS = 4;

  /// Pictures of a valid export, by id.
  private static final List<Integer> NUMBERS =
      IntStream.rangeClosed(1, ROWS)
          .boxed()
          .sorted((one, other) -> Samples.hash(one).hex().compareTo(Samples.hash(other).hex()))
          .toList();

  /// A picture's parts as they are written; to be made wrong.
  private static final class Parts {
    private final ObjectNode row;
    private float[] vector;
    private byte[] thumbnail;

    Parts(ObjectNode row, float[] vector, byte[] thumbnail) {
      this.row = row;
      this.vector = vector;
      this.thumbnail = thumbnail;
    }

    static Parts of(int number) {
      ObjectNode row = Json.read("{}", ObjectNode.class);
      row.put("id", Samples.picture(number).id().value());
      row.put("hash", Samples.hash(number).hex());
      row.put("format", "jpeg");
      row.put("sizeBytes", 1_000L);
      row.put("width", 640);
      row.put("height", 480);
      row.putArray("keywords").add("sea");
      ObjectNode file = row.putArray("files").addObject();
      file.put("root", Samples.ROOT);
      file.put("path", "2024/%d.jpg".formatted(number));
      file.put("sizeBytes", 1_000L);
      file.put("modifiedMillis", 17L);
      return new Parts(
          row, Samples.embedding(number, MODEL).toArray(), TestPictures.bytes(number, "jpg"));
    }

    ObjectNode file() {
      return (ObjectNode) row.get("files").get(0);
    }
  }

  /// Makes one thing wrong.
  private interface Wrong {
    void in(Parts parts);
  }

  /// Writes an export with these pictures, digests and all, as a liar would.
  private Path write(ExportFormat format, List<Parts> pictures, List<FailedFile> failures)
      throws IOException {
    return write(format, pictures, failures, new StoreCounts(ROWS, ROWS, failures.size()));
  }

  private Path write(
      ExportFormat format, List<Parts> pictures, List<FailedFile> failures, StoreCounts counts)
      throws IOException {
    Path target = target(format);
    Manifest manifest = new Manifest(MODEL, List.of(new Root(Samples.ROOT, "/srv/photos")), counts);
    switch (format) {
      case PARQUET -> {
        try (ParquetSink sink = new ParquetSink(target)) {
          for (Parts parts : pictures) {
            sink.write(row(parts), parts.vector, parts.thumbnail);
          }
          sink.finish(manifest, failures);
        }
      }
      case NPY -> {
        Path folder = Files.createDirectory(target);
        try (NpySink sink = new NpySink(folder, MODEL.dimension(), () -> false)) {
          for (Parts parts : pictures) {
            sink.write(row(parts), parts.vector, parts.thumbnail);
          }
          sink.finish(manifest, failures);
        }
      }
    }
    return target;
  }

  private static Row row(Parts parts) {
    return Json.read(parts.row.toString(), Row.class);
  }

  private static List<Parts> valid() {
    return NUMBERS.stream().map(Parts::of).toList();
  }

  /// That it is refused, with one line that says where and why, and that nothing is stored.
  private void assertRefused(Path export, String... saying) {
    assertThatThrownBy(() -> take(export, "there"))
        .isInstanceOf(TransferException.class)
        .hasMessageStartingWith(export.toString())
        .satisfies(
            e -> {
              for (String part : saying) {
                assertThat(e).hasMessageContaining(part);
              }
            });
    assertThat(isThere("there")).as("nothing is stored").isFalse();
  }

  @ParameterizedTest
  @EnumSource
  void what_isNotWrongIsTaken(ExportFormat format) throws IOException {
    Path export = write(format, valid(), List.of(failure(Samples.ROOT, "bad.jpg")));
    assertThat(take(export, "there").pictures()).isEqualTo(ROWS);
  }

  private static Stream<Arguments> wrongPictures() {
    List<Arguments> wrong = new ArrayList<>();
    wrong.add(wrong("id", parts -> parts.row.put("id", "0".repeat(32)), "is not that of hash"));
    wrong.add(wrong("no SHA", parts -> parts.row.put("hash", "abc"), "Not a SHA-256"));
    wrong.add(
        wrong(
            "hash",
            parts -> parts.row.put("hash", parts.row.get("id").stringValue() + "g".repeat(32)),
            "Not a SHA-256"));
    wrong.add(wrong("format", parts -> parts.row.put("format", "<b>"), "format is '<b>'"));
    wrong.add(wrong("width", parts -> parts.row.put("width", 0), "Not a picture's measures"));
    wrong.add(wrong("size", parts -> parts.row.put("sizeBytes", -1L), "Not a picture's measures"));
    wrong.add(
        wrong(
            "offset",
            parts ->
                parts.row.put("takenAt", "2024-06-01T12:00").put("takenOffsetSeconds", 999_999),
            "takenOffsetSeconds is 999,999"));
    wrong.add(
        wrong("time", parts -> parts.row.put("takenAt", "+12024-06-01T12:00:00"), "was taken at"));
    wrong.add(wrong("half a place", parts -> parts.row.put("latitude", 1.0), "not both there"));
    wrong.add(
        wrong(
            "latitude",
            parts -> parts.row.put("latitude", 91.0).put("longitude", 0.0),
            "No place on Earth"));
    for (String path :
        List.of("/etc/passwd", "../x.jpg", "a/../../x.jpg", "a//b", ".", "a/./b", "..", "a/")) {
      wrong.add(
          wrong(
              "path " + path,
              parts -> parts.file().put("path", path),
              path.startsWith("/") ? "Not a place" : "Not a path below a root"));
    }
    wrong.add(wrong("no path", parts -> parts.file().put("path", ""), "path of a file has 0"));
    wrong.add(wrong("NUL", parts -> parts.file().put("path", "a\0b"), "is no text"));
    wrong.add(
        wrong("long", parts -> parts.file().put("path", "x".repeat(100_001)), "100,001 char"));
    wrong.add(
        wrong("root", parts -> parts.file().put("root", "elsewhere"), "not among those of the"));
    wrong.add(
        wrong(
            "place of another",
            parts -> parts.file().put("path", "2024/%d.jpg".formatted(NUMBERS.get(0))),
            "is named twice"));
    wrong.add(
        wrong(
            "place twice",
            parts -> parts.row.withArray("files").add(parts.file().deepCopy()),
            "is named twice"));
    wrong.add(wrong("nowhere", parts -> parts.row.putArray("files"), "files is empty"));
    wrong.add(wrong("NaN", parts -> parts.vector[5] = Float.NaN, "needs norm 1"));
    wrong.add(
        wrong("infinite", parts -> parts.vector[5] = Float.POSITIVE_INFINITY, "needs norm 1"));
    wrong.add(wrong("zero", parts -> Arrays.fill(parts.vector, 0), "needs norm 1"));
    wrong.add(wrong("not of norm 1", parts -> parts.vector[0] += 0.5f, "needs norm 1"));
    wrong.add(
        wrong("no JPEG", parts -> parts.thumbnail = new byte[] {1, 2, 3}, "thumbnail: not a JPEG"));
    wrong.add(
        wrong(
            "half a JPEG",
            parts -> parts.thumbnail = Arrays.copyOf(parts.thumbnail, 99),
            "thumbnail: breaks off"));
    return wrong.stream();
  }

  @Test
  void listsThatHoldNothingWhereSomethingShouldBe_areRefused() throws IOException {
    Path export = write(ExportFormat.NPY, valid(), List.of());
    Path file = export.resolve(NpyFiles.PICTURES);
    Files.writeString(
        file, Files.readString(file).replaceFirst("\"files\":\\[", "\"files\":[null,"));
    seal(export);
    assertRefused(export, "row 1", "a file is missing");
  }

  private static Arguments wrong(String name, Wrong wrong, String saying) {
    return arguments(name, wrong, saying);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongPictures")
  void pictureThatCannotBe_isRefusedWithItsRow(String name, Wrong wrong, String saying)
      throws IOException {
    for (ExportFormat format : ExportFormat.values()) {
      List<Parts> pictures = valid();
      wrong.in(pictures.get(2));
      assertRefused(write(format, pictures, List.of()), "row 3", saying);
    }
  }

  @ParameterizedTest
  @EnumSource
  void pictureThatComesTwiceOrInAnotherOrder_isRefused(ExportFormat format) throws IOException {
    List<Parts> pictures = new ArrayList<>(valid());
    pictures.set(3, Parts.of(NUMBERS.get(2)));
    assertRefused(write(format, pictures, List.of()), "row 4", "none comes twice");
  }

  @ParameterizedTest
  @EnumSource
  void vectorOfAnotherDimension_isRefused(ExportFormat format) throws IOException {
    for (int dimension : List.of(63, 65)) {
      List<Parts> pictures = valid();
      pictures.get(2).vector = Arrays.copyOf(pictures.get(2).vector, dimension);
      Path export = write(format, pictures, List.of());
      if (format == ExportFormat.PARQUET) {
        assertRefused(export, "row 3", "values");
        Files.delete(export);
      } else {
        assertRefused(export, "embeddings.npy", "bytes; 1,152 are needed");
        deleteFolder(export);
      }
    }
  }

  private static void deleteFolder(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(folder);
  }

  @ParameterizedTest
  @EnumSource
  void countsThatAreWrong_areRefused(ExportFormat format) throws IOException {
    Path export = write(format, valid(), List.of(), new StoreCounts(ROWS, ROWS + 1, 0));
    assertRefused(export, "4 pictures in 4 files and 0 failures; it says 4, 5 and 0");
  }

  @ParameterizedTest
  @ValueSource(longs = {ROWS - 1, ROWS + 1, 1_000_000_000_000_000L})
  void numberOfPicturesThatIsWrong_isRefused(long pictures) throws IOException {
    for (ExportFormat format : ExportFormat.values()) {
      assertRefused(
          write(format, valid(), List.of(), new StoreCounts(pictures, ROWS, 0)),
          "%,d".formatted(pictures));
    }
  }

  @ParameterizedTest
  @EnumSource
  void failureAtThePlaceOfAPicture_isRefused(ExportFormat format) throws IOException {
    String place = "2024/%d.jpg".formatted(NUMBERS.get(0));
    assertRefused(
        write(format, valid(), List.of(failure(Samples.ROOT, place))),
        "file 1 of those that could not be read",
        "is named twice");
  }

  @Test
  void failureThatCannotBe_isRefused() throws IOException {
    FailureRow fine = FailureRow.of(failure(Samples.ROOT, "bad.jpg"));
    String text = Json.line(fine);
    for (Map.Entry<String, String> wrong :
        Map.of(
                "\"attempts\":3", "\"attempts\":0",
                "\"path\":\"bad.jpg\"", "\"path\":\"../bad.jpg\"",
                "2024-06-01", "9024-06-01",
                "\"reason\":\"not a picture: 'ü'\"", "\"reason\":null")
            .entrySet()) {
      assertThat(text).contains(wrong.getKey());
      FailureRow row = Json.read(text.replace(wrong.getKey(), wrong.getValue()), FailureRow.class);
      assertThatThrownBy(row::file).isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(fine.file()).isEqualTo(failure(Samples.ROOT, "bad.jpg"));
  }

  private static Stream<Arguments> wrongManifests() {
    return Stream.of(
        arguments("\"format\":1", "\"format\":2", "a newer Pictor wrote it (format 2"),
        arguments("\"format\":1", "\"format\":0", "format is 0"),
        arguments("\"format\":1,", "", "format is missing"),
        arguments("\"dimension\":64", "\"dimension\":2000000000", "dimension is 2,000,000,000"),
        arguments("\"dimension\":64", "\"dimension\":0", "dimension is 0"),
        arguments("\"dimension\":64", "\"dimension\":\"x\"", "no such JSON"),
        arguments("\"fingerprint\":\"a", "\"fingerprint\":\"x", "no SHA-256 in hex"),
        arguments("\"upright\"", "\"sideways\"", "preprocessing of the model is 'sideways'"),
        arguments("\"fp32\"", "\"fp4\"", "precision of the model is 'fp4'"),
        arguments("\"model-a\"", "\"\"", "name of the model has 0 characters"),
        arguments("/srv/photos", "/srv/../etc", "directory of a root is '/srv/../etc'"),
        arguments("\"pictures\":4", "\"pictures\":-4", "pictures is -4"),
        arguments("\"roots\":[", "\"roots\":[null,", "root"),
        arguments("{", "[", "no such JSON"));
  }

  @ParameterizedTest
  @MethodSource("wrongManifests")
  void manifestThatCannotBe_isRefused(String right, String wrong, String saying)
      throws IOException {
    Path npy = write(ExportFormat.NPY, valid(), List.of());
    Path file = npy.resolve(NpyFiles.COLLECTION);
    String text = Files.readString(file);
    assertThat(text).contains(right);
    Files.writeString(file, text.replaceFirst(Pattern.quote(right), wrong));

    assertRefused(npy, saying);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "embeddings.npy",
        "pictures.jsonl",
        "thumbnails.bin",
        "failures.jsonl",
        "collection.json"
      })
  void fileThatIsMissingShortOrChanged_isRefused(String name) throws IOException {
    Path export = write(ExportFormat.NPY, valid(), List.of(failure(Samples.ROOT, "bad.jpg")));
    Path file = export.resolve(name);
    byte[] whole = Files.readAllBytes(file);

    Files.write(file, Arrays.copyOf(whole, whole.length - 1));
    if (!name.equals(NpyFiles.COLLECTION)) {
      assertRefused(export, name);
      byte[] changed = whole.clone();
      changed[whole.length - 2] ^= 1;
      Files.write(file, changed);
      assertRefused(export, name, "damaged or was changed");
    }
    Files.write(file, new byte[0]);
    assertRefused(export, name);
    Files.delete(file);
    assertRefused(export, name);
    Files.createDirectory(file);
    assertRefused(export, name);
  }

  @Test
  void npyOfAnotherKind_isRefused() throws IOException {
    Path export = write(ExportFormat.NPY, valid(), List.of());
    Path file = export.resolve(NpyFiles.EMBEDDINGS);
    byte[] whole = Files.readAllBytes(file);
    String head = new String(whole, 0, NpyHeader.LENGTH, StandardCharsets.ISO_8859_1);
    for (String[] wrong :
        new String[][] {
          {"<f4", "<f8"},
          {"<f4", ">f4"},
          {"False", "True "},
          {"(4, 64)", "(64, 4)"},
          {"(4, 64), }         ", "(999999999999, 64)}"},
          {"(4, 64), }                  ", "(99999999999999999999999, 2)"},
          {"NUMPY\u0001", "NUMPY\u0002"},
          {"v", "w"}
        }) {
      assertThat(head).contains(wrong[0]);
      byte[] changed = whole.clone();
      byte[] text = head.replace(wrong[0], wrong[1]).getBytes(StandardCharsets.ISO_8859_1);
      System.arraycopy(text, 0, changed, 0, NpyHeader.LENGTH);
      Files.write(file, changed);
      assertRefused(export, "embeddings.npy");
    }
  }

  @Test
  void linesThatAreNoPictures_areRefusedWithTheirNumber() throws IOException {
    for (String line :
        List.of(
            "",
            "null",
            "[]",
            "7",
            "{",
            "{} {}",
            "{\"id\": []}",
            "{\"keywords\": {\"a\": 1}}",
            "{\"width\": 99999999999}",
            "x".repeat(Limits.ROW_BYTES + 1),
            "[".repeat(100_000))) {
      assertRefusedLine(line.getBytes(StandardCharsets.UTF_8));
    }
    assertRefusedLine(new byte[] {'{', '"', (byte) 0xff, '"', ':', '1', '}'});
  }

  private void assertRefusedLine(byte[] line) throws IOException {
    Path export = target(ExportFormat.NPY);
    if (Files.exists(export)) {
      deleteFolder(export);
    }
    write(ExportFormat.NPY, valid(), List.of());
    Path file = export.resolve(NpyFiles.PICTURES);
    List<String> lines = Files.readAllLines(file);
    try (RandomAccessFile raw = new RandomAccessFile(file.toFile(), "rw")) {
      raw.setLength(0);
      raw.write((lines.getFirst() + "\n").getBytes(StandardCharsets.UTF_8));
      raw.write(line);
      raw.write('\n');
    }
    seal(export);
    assertRefused(export, "pictures.jsonl, line 2");
  }

  /// Makes the digests right again.
  private static void seal(Path export) throws IOException {
    Path file = export.resolve(NpyFiles.COLLECTION);
    ObjectNode collection = Json.read(Files.readString(file), ObjectNode.class);
    for (String name : NpyFiles.DIGESTED) {
      ((ObjectNode) collection.get("sha256"))
          .put(name, Digests.of(export.resolve(name), () -> false));
    }
    Files.writeString(file, collection.toString());
  }

  @Test
  void thumbnailsThatDoNotAddUp_areRefused() throws IOException {
    for (String[] wrong :
        new String[][] {
          {"\"thumbnailOffset\":0", "\"thumbnailOffset\":1"},
          {"\"thumbnailOffset\":0", "\"thumbnailOffset\":-1"},
          {"\"thumbnailOffset\":0,", ""},
          {"\"thumbnailBytes\":", "\"thumbnailBytes\":1"},
          {"\"thumbnailBytes\":", "\"thumbnailBytes\":-"},
          {"\"thumbnailBytes\":", "\"thumbnailBytes\":200000"}
        }) {
      Path export = write(ExportFormat.NPY, valid(), List.of());
      Path file = export.resolve(NpyFiles.PICTURES);
      String text = Files.readString(file);
      assertThat(text).contains(wrong[0]);
      Files.writeString(file, text.replaceFirst(wrong[0], wrong[1]));
      seal(export);
      assertRefused(export, "pictures.jsonl, line 1", "thumbnail");
      deleteFolder(export);
    }
    Path export = write(ExportFormat.NPY, valid(), List.of());
    Files.write(export.resolve(NpyFiles.THUMBNAILS), new byte[7], StandardOpenOption.APPEND);
    seal(export);
    assertRefused(export, "thumbnails.bin", "7 bytes belong to no picture");
  }

  @Test
  void parquetThatBreaksOff_isRefusedWhereverItDoes() throws IOException {
    Path export = write(ExportFormat.PARQUET, valid(), List.of());
    byte[] whole = Files.readAllBytes(export);
    for (int length = 0; length < whole.length; length += 1 + whole.length / 97) {
      Files.write(export, Arrays.copyOf(whole, length));
      assertRefused(export);
    }
    Files.write(export, Arrays.copyOfRange(whole, 100, whole.length));
    assertRefused(export);
  }

  @Test
  void parquetOfOtherPrograms_isRefused() throws IOException {
    Path file = target(ExportFormat.PARQUET);
    for (byte[] foreign :
        List.of(
            TestPictures.bytes(1, "jpg"),
            "a,b,c\n1,2,3\n".getBytes(StandardCharsets.UTF_8),
            "PAR1PAR1".getBytes(StandardCharsets.UTF_8),
            "PAR1\0\0\0\0PAR1".getBytes(StandardCharsets.UTF_8),
            footer(new byte[] {0}),
            footer(new byte[0], Integer.MAX_VALUE),
            footer(new byte[0], -1),
            // A list that says to have two thousand million elements.
            footer(new byte[] {0x15, 2, 0x19, (byte) 0xfc, -1, -1, -1, -1, 7}))) {
      Files.write(file, foreign);
      assertRefused(file);
    }
    Path folder = Files.createDirectory(this.folder.resolve("photos"));
    assertRefused(folder, "there is no collection.json in it, so it is no export");
    Path absent = this.folder.resolve("absent");
    assertThatThrownBy(() -> take(absent, "there")).hasMessageContaining("There is no file or");
  }

  private static byte[] footer(byte[] footer) {
    return footer(footer, footer.length);
  }

  private static byte[] footer(byte[] footer, int length) {
    return ByteBuffer.allocate(12 + footer.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .put("PAR1".getBytes(StandardCharsets.US_ASCII))
        .put(footer)
        .putInt(length)
        .put("PAR1".getBytes(StandardCharsets.US_ASCII))
        .array();
  }

  /// Whatever byte is changed: it is refused by name, or (in what is said of the collection beside
  /// its pictures) makes no difference to them.
  @Test
  void parquetInWhichAnyByteIsChanged_isRefusedOrHarmless() throws IOException {
    Path export = write(ExportFormat.PARQUET, valid(), List.of());
    byte[] whole = Files.readAllBytes(export);
    long pages = ParquetFooter.read(export).pagesEnd();
    Random random = new Random(11);
    for (int change = 0; change < 600; change++) {
      int at =
          change % 3 == 0
              ? random.nextInt((int) pages)
              : (int) pages + random.nextInt(whole.length - (int) pages);
      byte[] changed = whole.clone();
      changed[at] ^= (byte) (1 + random.nextInt(255));
      Files.write(export, changed);
      try (Import source = Import.open(export, Map.of())) {
        source.verify(new Silence(), () -> false);
        assertThat(at).as("a change in the pages is found").isGreaterThanOrEqualTo((int) pages);
      } catch (TransferException e) {
        assertThat(e).hasMessageStartingWith(export.toString());
      }
    }
  }

  /// As above, but with the digest made right, so that decoders see it.
  @Test
  void parquetWithHostilePages_isRefusedOrHarmless() throws IOException {
    Path export = write(ExportFormat.PARQUET, valid(), List.of());
    byte[] whole = Files.readAllBytes(export);
    ParquetFooter footer = ParquetFooter.read(export);
    Random random = new Random(12);
    int refused = 0;
    for (int change = 0; change < 2_000; change++) {
      byte[] changed = whole.clone();
      for (int i = 0; i <= random.nextInt(3); i++) {
        changed[4 + random.nextInt((int) footer.pagesEnd() - 4)] = (byte) random.nextInt(256);
      }
      Files.write(export, changed);
      try {
        new CheckedPictures(ParquetSource.open(export)).forEach(_ -> {}, _ -> {});
      } catch (TransferException e) {
        assertThat(e).hasMessageStartingWith(export.toString());
        refused++;
      }
    }
    assertThat(refused).isGreaterThan(100);
  }

  @Test
  void nothing_isStoredOfAnExportThatIsWrongAtItsEnd() throws IOException {
    List<Parts> pictures = valid();
    pictures.get(3).vector[0] = Float.NaN;
    try (PictureStore store = write("there")) {
      fill(store, 5);
    }
    List<String> before = content("there");
    for (ExportFormat format : ExportFormat.values()) {
      Path export = write(format, pictures, List.of());
      assertThatThrownBy(() -> take(export, "there")).isInstanceOf(TransferException.class);
      assertThat(content("there")).isEqualTo(before);
    }
  }
}
