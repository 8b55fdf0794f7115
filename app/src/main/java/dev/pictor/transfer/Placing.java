package dev.pictor.transfer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/// Makes a file or folder appear as a whole or not at all: it is written beside its place, under a
/// name that ends with `.part`, and renamed.
final class Placing implements AutoCloseable {
  private final Path target;
  private final Path part;

  private Placing(Path target) {
    this.target = target;
    byte[] random = new byte[6];
    new SecureRandom().nextBytes(random);
    this.part =
        target.resolveSibling(
            ".%s.%s.part".formatted(target.getFileName(), HexFormat.of().formatHex(random)));
  }

  /// @param force whether what is there may be replaced: a file, or a folder that is an export
  /// @throws TransferException if the place is not free
  static Placing at(Path target, ExportFormat format, boolean force) throws IOException {
    Path parent = target.getParent();
    if (parent == null || target.getFileName() == null || !Files.isDirectory(parent)) {
      throw new TransferException("There is no folder %s to write into.".formatted(parent));
    }
    if (Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
      boolean isReplaceable =
          switch (format) {
            case PARQUET -> Files.isRegularFile(target);
            case NPY -> Files.isDirectory(target) && isExportOrEmpty(target);
          };
      if (!isReplaceable) {
        throw new TransferException(
            "%s is there and is no export. Choose another name.".formatted(target));
      }
      if (!force && !isEmptyFolder(target)) {
        throw new TransferException("%s is there already. --force replaces it.".formatted(target));
      }
    }
    return new Placing(target);
  }

  /// Nothing is in it that an export does not hold: it may be removed.
  private static boolean isExportOrEmpty(Path folder) throws IOException {
    List<String> names = names(folder);
    return names.isEmpty()
        || names.contains(NpyFiles.COLLECTION) && names.stream().allMatch(NpyFiles::isOne);
  }

  private static boolean isEmptyFolder(Path path) throws IOException {
    return Files.isDirectory(path) && names(path).isEmpty();
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> String.valueOf(file.getFileName())).toList();
    }
  }

  /// What is to be written; not there yet.
  Path part() {
    return part;
  }

  /// Renames what was written. It must be on the disk.
  void commit() throws IOException {
    if (Files.isDirectory(part)) {
      force(part);
    }
    Path old = part.resolveSibling(part.getFileName() + ".old");
    boolean isFolderThere = Files.isDirectory(target);
    if (isFolderThere) {
      // A folder cannot be renamed over another.
      Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
    }
    Files.move(part, target, StandardCopyOption.ATOMIC_MOVE);
    if (target.getParent() instanceof Path parent) {
      force(parent);
    }
    if (isFolderThere) {
      delete(old);
    }
  }

  /// Makes a folder's entries durable, where the system can.
  private static void force(Path folder) {
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      // Not every system opens folders; what can be done is done.
      return;
    }
  }

  /// Removes what was written, if it was not renamed.
  @Override
  public void close() throws IOException {
    delete(part);
  }

  private static void delete(Path path) throws IOException {
    if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
