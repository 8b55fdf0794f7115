package dev.pictor.indexing;

import dev.pictor.Shortage;
import dev.pictor.ShortageException;
import dev.pictor.ignore.Exclusions;
import dev.pictor.ignore.IgnoreFile;
import dev.pictor.indexing.Scanned.Entered;
import dev.pictor.indexing.Scanned.Excluded;
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
/// folders left out. What a `.pictorignore` excludes, there or in a folder above up to the root, is
/// told and left out too. A folder whose `.pictorignore` cannot be read counts as unreadable: it
/// might exclude anything.
///
/// Symbolic links are followed inside of the root only. Each real folder is entered once, whatever
/// leads there, so loops end and links that fan out cost nothing; linked folders come last, so that
/// a file is found below its real path where that is not hidden.
final class Scanner {
  private final Path root;
  private final Predicate<Scanned> sink;
  private final Set<Object> entered = new HashSet<>();
  private final Deque<Folder> folders = new ArrayDeque<>();
  private final List<Folder> linkedFolders = new ArrayList<>();

  /// @param above what is excluded by the folders above it
  private record Folder(Path path, Exclusions above) {}

  private static final class UnreadableIgnoreFile extends IOException {
    private static final long serialVersionUID = 1;

    UnreadableIgnoreFile(IOException cause) {
      super(
          "its %s cannot be read (%s), so nothing in it was looked at; mend or remove that file"
              .formatted(IgnoreFile.NAME, reason(cause)),
          cause);
    }
  }

  /// @param root real path
  /// @param sink says whether to go on
  Scanner(Path root, Predicate<Scanned> sink) {
    this.root = root;
    this.sink = sink;
  }

  /// @param start real path of a folder or file inside of the root (or the root itself)
  void scan(Path start) {
    Exclusions above = Exclusions.NONE;
    boolean isFile = Files.isRegularFile(start, LinkOption.NOFOLLOW_LINKS);
    for (Path folder = root; !folder.equals(start); ) {
      Path entry = folder.resolve(start.getName(folder.getNameCount()));
      try {
        above = exclusions(folder, above);
      } catch (IOException e) {
        unreadable(folder, e);
        return;
      }
      boolean isFolder = !isFile || !entry.equals(start);
      if (isExcluded(entry, isFolder, above)) {
        excluded(entry, isFolder);
        return;
      }
      folder = entry;
    }
    if (isFile) {
      BasicFileAttributes attributes = attributesUnlessDenied(start);
      if (attributes != null) {
        file(start, attributes);
      }
      return;
    }
    folders.push(new Folder(start, above));
    boolean goOn = true;
    while (goOn && !(folders.isEmpty() && linkedFolders.isEmpty())) {
      goOn = folder(folders.isEmpty() ? linkedFolders.removeFirst() : folders.pop());
    }
  }

  private boolean folder(Folder folder) {
    try {
      BasicFileAttributes attributes = attributes(folder.path());
      return attributes == null || !entered.add(key(folder.path(), attributes)) || entries(folder);
    } catch (IOException | DirectoryIteratorException e) {
      return unreadable(folder.path(), e);
    }
  }

  private static String reason(Exception e) {
    return e instanceof AccessDeniedException
        ? "permission denied"
        : String.valueOf(e.getMessage());
  }

  private boolean entries(Folder folder) throws IOException {
    if (!sink.test(new Entered(relative(folder.path()), folder.path()))) {
      return false;
    }
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder.path())) {
      Exclusions exclusions = exclusions(folder.path(), folder.above());
      for (Path entry : entries) {
        if (!hidden(entry) && !entry(folder.path(), entry, exclusions)) {
          return false;
        }
      }
      return true;
    }
  }

  private Exclusions exclusions(Path folder, Exclusions above) throws IOException {
    try {
      return IgnoreFile.in(folder).map(file -> above.with(relative(folder), file)).orElse(above);
    } catch (IOException e) {
      if (e instanceof AccessDeniedException && !Files.isExecutable(folder)) {
        throw e;
      }
      throw new UnreadableIgnoreFile(e);
    }
  }

  private boolean isExcluded(Path entry, boolean isFolder, Exclusions exclusions) {
    return exclusions != Exclusions.NONE && exclusions.exclude(relative(entry), isFolder);
  }

  /// @throws AccessDeniedException if the folder may be listed, but nothing in it looked at
  private boolean entry(Path folder, Path entry, Exclusions exclusions)
      throws AccessDeniedException {
    BasicFileAttributes attributes;
    try {
      attributes = attributes(entry, LinkOption.NOFOLLOW_LINKS);
    } catch (AccessDeniedException e) {
      if (!Files.isExecutable(folder)) {
        throw e;
      }
      // This one alone: what somebody else has mounted, say.
      return isExcluded(entry, true, exclusions) ? excluded(entry, true) : unreadable(entry, e);
    }
    if (attributes != null && attributes.isSymbolicLink()) {
      return link(entry, exclusions);
    }
    if (attributes == null || !(attributes.isDirectory() || attributes.isRegularFile())) {
      return true;
    }
    if (isExcluded(entry, attributes.isDirectory(), exclusions)) {
      return excluded(entry, attributes.isDirectory());
    }
    if (attributes.isDirectory()) {
      folders.push(new Folder(entry, exclusions));
      return true;
    }
    return file(entry, attributes);
  }

  private boolean link(Path link, Exclusions exclusions) {
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
    if (isExcluded(link, attributes.isDirectory(), exclusions)) {
      return excluded(link, attributes.isDirectory());
    }
    if (!destination.startsWith(root)) {
      return sink.test(new LinkOut(relative(link), destination));
    }
    if (attributes.isDirectory()) {
      linkedFolders.add(new Folder(link, exclusions));
      return true;
    }
    return file(link, attributes);
  }

  private boolean excluded(Path entry, boolean isFolder) {
    return sink.test(new Excluded(relative(entry), isFolder));
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

  private boolean unreadable(Path folder, Exception e) {
    Shortage.of(e)
        .ifPresent(
            shortage -> {
              throw new ShortageException(folder + " cannot be looked into", shortage, e);
            });
    return sink.test(
        new UnreadableFolder(
            relative(folder),
            e instanceof UnreadableIgnoreFile
                ? reason(e)
                : "the folder cannot be read: " + reason(e)));
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
    return relative(root, path);
  }

  /// The path below a root as a [dev.pictor.picture.Place] has it; empty for the root itself.
  static String relative(Path root, Path path) {
    if (path.equals(root)) {
      return "";
    }
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
