package dev.pictor.indexing;

import dev.pictor.indexing.Scanned.LinkOut;
import dev.pictor.indexing.Scanned.RegularFile;
import dev.pictor.indexing.Scanned.UndecodableName;
import dev.pictor.indexing.Scanned.UnreadableFolder;
import dev.pictor.picture.FileStamp;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Walks a folder: every regular file once, hidden ones (a leading dot) and what lies in hidden
/// folders left out.
///
/// Symbolic links are followed inside of the root only. Each real folder is entered once, whatever
/// leads there, so loops end and links that fan out cost nothing; linked folders come last, so that
/// a file is found below its real path where that is not hidden.
final class Scanner {
  private final Path root;
  private final Predicate<Scanned> sink;
  private final Set<Object> entered = new HashSet<>();
  private final Deque<Path> folders = new ArrayDeque<>();
  private final List<Path> linkedFolders = new ArrayList<>();

  /// @param root real path
  /// @param sink says whether to go on
  Scanner(Path root, Predicate<Scanned> sink) {
    this.root = root;
    this.sink = sink;
  }

  /// @param start real path of a folder or file inside of the root (or the root itself)
  void scan(Path start) {
    if (Files.isRegularFile(start, LinkOption.NOFOLLOW_LINKS)) {
      BasicFileAttributes attributes = attributesUnlessDenied(start);
      if (attributes != null) {
        file(start, attributes);
      }
      return;
    }
    folders.push(start);
    boolean goOn = true;
    while (goOn && !(folders.isEmpty() && linkedFolders.isEmpty())) {
      goOn = folder(folders.isEmpty() ? linkedFolders.removeFirst() : folders.pop());
    }
  }

  private boolean folder(Path folder) {
    try {
      BasicFileAttributes attributes = attributes(folder);
      return attributes == null || !entered.add(key(folder, attributes)) || entries(folder);
    } catch (AccessDeniedException e) {
      return unreadable(folder, "permission denied");
    } catch (IOException | DirectoryIteratorException e) {
      return unreadable(folder, String.valueOf(e.getMessage()));
    }
  }

  private boolean entries(Path folder) throws IOException {
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (!hidden(entry) && !entry(folder, entry)) {
          return false;
        }
      }
      return true;
    }
  }

  /// @throws AccessDeniedException if the folder may be listed, but nothing in it looked at
  private boolean entry(Path folder, Path entry) throws AccessDeniedException {
    BasicFileAttributes attributes;
    try {
      attributes = attributes(entry, LinkOption.NOFOLLOW_LINKS);
    } catch (AccessDeniedException e) {
      if (!Files.isExecutable(folder)) {
        throw e;
      }
      // This one alone: what somebody else has mounted, say.
      return unreadable(entry, "permission denied");
    }
    if (attributes != null && attributes.isSymbolicLink()) {
      return link(entry);
    }
    if (attributes != null && attributes.isDirectory()) {
      folders.push(entry);
    }
    return attributes == null || !attributes.isRegularFile() || file(entry, attributes);
  }

  private boolean link(Path link) {
    Path destination;
    try {
      destination = link.toRealPath();
    } catch (IOException e) {
      // Leads nowhere, or in a circle.
      return true;
    }
    BasicFileAttributes attributes = attributesUnlessDenied(destination);
    if (attributes == null || !(attributes.isDirectory() || attributes.isRegularFile())) {
      return true;
    }
    if (!destination.startsWith(root)) {
      return sink.test(new LinkOut(relative(link), destination));
    }
    if (attributes.isDirectory()) {
      linkedFolders.add(link);
      return true;
    }
    return file(link, attributes);
  }

  private boolean file(Path file, BasicFileAttributes attributes) {
    FileStamp stamp = new FileStamp(attributes.size(), attributes.lastModifiedTime().toMillis());
    Path below = root.relativize(file);
    for (Path name : below) {
      if (!decodable(name)) {
        return sink.test(new UndecodableName(relative(file), file, stamp));
      }
    }
    return sink.test(new RegularFile(relative(file), file, stamp));
  }

  private boolean unreadable(Path folder, String reason) {
    return sink.test(new UnreadableFolder(relative(folder), reason));
  }

  /// Null if the file has gone meanwhile or tells nothing.
  private static @Nullable BasicFileAttributes attributes(Path path, LinkOption... options)
      throws AccessDeniedException {
    try {
      return Files.readAttributes(path, BasicFileAttributes.class, options);
    } catch (AccessDeniedException e) {
      throw e;
    } catch (IOException e) {
      return null;
    }
  }

  private static @Nullable BasicFileAttributes attributesUnlessDenied(Path path) {
    try {
      return attributes(path);
    } catch (AccessDeniedException e) {
      return null;
    }
  }

  private static Object key(Path folder, BasicFileAttributes attributes) {
    Object key = attributes.fileKey();
    return key == null ? folder : key;
  }

  private static boolean hidden(Path entry) {
    return String.valueOf(entry.getFileName()).startsWith(".");
  }

  private String relative(Path path) {
    StringBuilder text = new StringBuilder();
    for (Path name : root.relativize(path)) {
      text.append(text.isEmpty() ? "" : "/");
      text.append(decodable(name) ? name.toString() : escaped(name));
    }
    return text.toString();
  }

  /// Whether the name survives the way to text and back: Java keeps a name's bytes, we keep text.
  private static boolean decodable(Path name) {
    try {
      return Path.of(name.toString()).equals(name);
    } catch (InvalidPathException e) {
      return false;
    }
  }

  /// The only way to a name's bytes is its URI.
  private static String escaped(Path name) {
    String path = Path.of("/").resolve(name).toUri().getRawPath();
    return path.substring(path.indexOf('/') + 1);
  }
}
