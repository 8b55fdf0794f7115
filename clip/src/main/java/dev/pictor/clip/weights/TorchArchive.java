package dev.pictor.clip.weights;

import dev.pictor.clip.weights.TorchTensor.Storage;
import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// A zip file as PyTorch writes it since 1.6, TorchScript archive or `torch.save`: `data.pkl` says
/// what there is, `data/<key>` are the storages.
///
/// Entries are found through the central directory and never unpacked to disk; `code/` and
/// `constants.pkl` are never read. Not thread-safe.
final class TorchArchive implements WeightFile {
  private static final int MAX_ENTRIES = 65_536;
  private static final int MAX_PICKLE_BYTES = 8 << 20;

  /// Weights are noise to a compressor; what shrinks more than this is made to fill our memory.
  private static final int MAX_COMPRESSION = 20;
  private static final String PICKLE = "/data.pkl";

  private final Path path;
  private final ZipFile zip;
  private final Map<String, ZipEntry> entries;

  /// The directory all entries are in, with its slash.
  private final String prefix;

  private Map<String, TensorSource> tensors = Map.of();
  private @Nullable Storage loaded;
  private MemorySegment loadedData = MemorySegment.NULL;
  private Arena arena = Arena.ofConfined();

  private TorchArchive(Path path, ZipFile zip) throws IOException {
    this.path = path;
    this.zip = zip;
    this.entries = index(zip);
    this.prefix = findPrefix(entries);
  }

  static TorchArchive open(Path path) throws IOException {
    ZipDirectory.requireBounded(path);
    ZipFile zip = new ZipFile(path.toFile());
    try {
      TorchArchive archive = new TorchArchive(path, zip);
      archive.readTensors();
      return archive;
    } catch (IOException | RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  private void readTensors() throws IOException {
    Map<String, TensorSource> found = new LinkedHashMap<>();
    var raw = StateDict.tensors(Unpickler.read(readPickle()));
    for (var tensor : raw.entrySet()) {
      found.put(tensor.getKey(), TorchTensor.of(this, tensor.getKey(), tensor.getValue()));
    }
    tensors = Collections.unmodifiableMap(found);
  }

  private static Map<String, ZipEntry> index(ZipFile zip) throws MalformedFileException {
    if (zip.size() > MAX_ENTRIES) {
      throw new MalformedFileException(
          "it has %,d zip entries, more than %,d.".formatted(zip.size(), MAX_ENTRIES));
    }
    Map<String, ZipEntry> entries = new HashMap<>();
    for (ZipEntry entry : Collections.list(zip.entries())) {
      if (entries.put(entry.getName(), entry) != null) {
        throw new MalformedFileException(
            "it has two zip entries named '%s'.".formatted(entry.getName()));
      }
    }
    return entries;
  }

  private static String findPrefix(Map<String, ZipEntry> entries) throws MalformedFileException {
    List<String> pickles = entries.keySet().stream().filter(n -> n.endsWith(PICKLE)).toList();
    if (pickles.isEmpty()) {
      throw new MalformedFileException(
          "it is a zip archive without a data.pkl, so no PyTorch model.");
    }
    if (pickles.size() > 1) {
      throw new MalformedFileException(
          "it is ambiguous: it has %d entries named data.pkl.".formatted(pickles.size()));
    }
    String pickle = pickles.getFirst();
    return pickle.substring(0, pickle.length() - PICKLE.length() + 1);
  }

  private byte[] readPickle() throws IOException {
    ZipEntry entry = entry("data.pkl");
    if (entry.getSize() > MAX_PICKLE_BYTES) {
      throw new MalformedFileException(
          "its data.pkl has %,d bytes, more than %,d: no CLIP model needs that."
              .formatted(entry.getSize(), MAX_PICKLE_BYTES));
    }
    MemorySegment pickle = MemorySegment.ofArray(new byte[(int) entry.getSize()]);
    copy(entry, pickle);
    return pickle.toArray(ValueLayout.JAVA_BYTE);
  }

  /// Checks that a storage is there and as large as the pickle says.
  void requireEntry(Storage storage) throws MalformedFileException {
    String name = prefix + "data/" + storage.key();
    ZipEntry entry = entries.get(name);
    if (entry == null) {
      throw new MalformedFileException(
          "refers to the entry '%s', which is not there".formatted(name));
    }
    // torch writes them stored and may leave a surplus; what is deflated must be exactly as
    // claimed.
    boolean fits =
        entry.getMethod() == ZipEntry.STORED
            ? entry.getSize() >= storage.bytes()
            : entry.getSize() == storage.bytes() && !isBomb(entry);
    if (!fits) {
      throw new MalformedFileException(
          "needs %,d bytes, but the entry '%s' has %,d (compressed: %,d)"
              .formatted(storage.bytes(), name, entry.getSize(), entry.getCompressedSize()));
    }
  }

  private static boolean isBomb(ZipEntry entry) {
    return entry.getSize() > (1 << 20) + MAX_COMPRESSION * entry.getCompressedSize();
  }

  /// The bytes of a storage, valid until the next call.
  MemorySegment load(Storage storage) throws IOException {
    if (!storage.equals(loaded)) {
      loaded = null;
      arena.close();
      arena = Arena.ofConfined();
      ZipEntry entry = entry("data/" + storage.key());
      loadedData = arena.allocate(entry.getSize());
      copy(entry, loadedData);
      loaded = storage;
    }
    return loadedData;
  }

  private ZipEntry entry(String name) throws MalformedFileException {
    ZipEntry entry = entries.get(prefix + name);
    if (entry == null) {
      throw new MalformedFileException("the entry '%s' is missing.".formatted(prefix + name));
    }
    long stored =
        entry.getMethod() == ZipEntry.STORED ? entry.getSize() : entry.getCompressedSize();
    if (entry.getSize() < 0 || stored < 0 || stored > path.toFile().length()) {
      throw new MalformedFileException(
          "the entry '%s' claims %,d bytes, more than the file has."
              .formatted(entry.getName(), stored));
    }
    return entry;
  }

  /// Copies a whole entry, which must be exactly as long as the target and have its checksum.
  private void copy(ZipEntry entry, MemorySegment target) throws IOException {
    CRC32 crc = new CRC32();
    byte[] chunk = new byte[1 << 16];
    long done = 0;
    try (InputStream in = zip.getInputStream(entry)) {
      for (int read = in.read(chunk); read > 0; read = in.read(chunk)) {
        if (read > target.byteSize() - done) {
          throw new MalformedFileException(
              "the entry '%s' is longer than it claims.".formatted(entry.getName()));
        }
        MemorySegment.copy(chunk, 0, target, ValueLayout.JAVA_BYTE, done, read);
        crc.update(chunk, 0, read);
        done += read;
      }
    }
    if (done != target.byteSize() || crc.getValue() != entry.getCrc()) {
      throw new MalformedFileException(
          "the entry '%s' is damaged (wrong checksum or length). Download the file again."
              .formatted(entry.getName()));
    }
  }

  @Override
  public Path path() {
    return path;
  }

  @Override
  public Map<String, TensorSource> tensors() {
    return tensors;
  }

  @Override
  public void close() {
    arena.close();
    try {
      zip.close();
    } catch (IOException e) {
      throw Failures.unreadable(path, e);
    }
  }
}
