package dev.pictor.model.download;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Files in a folder of this machine: under the paths that their addresses have, in a folder of the
/// model's name, or side by side.
///
/// @param folder absolute
/// @param group the name of the folder that files may be in
public record FolderSource(Path folder, String group) implements FileSource {
  private static final int BUFFER_BYTES = 1 << 20;

  @Override
  public void complete(WantedFile file, PartFile part, DownloadProgress progress)
      throws IOException {
    Path path = find(file);
    part.clear();
    try (FileChannel in = FileChannel.open(path)) {
      if (in.size() != file.bytes()) {
        throw new DownloadException(
            "%s has %,d bytes, but %s has %,d: it is another file, or not all of it."
                .formatted(path, in.size(), file.name(), file.bytes()));
      }
      ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
      while (part.size() < file.bytes()) {
        buffer.clear().limit((int) Math.min(BUFFER_BYTES, file.bytes() - part.size()));
        if (in.read(buffer) < 0) {
          throw new DownloadException("%s became shorter while it was read.".formatted(path));
        }
        part.append(buffer.flip());
        progress.update(part.size(), file.bytes());
      }
    }
  }

  @Override
  public void close() {}

  private Path find(WantedFile file) {
    List<Path> candidates =
        Stream.of(
                folder.resolve(file.address().getPath().replaceFirst("^/+", "")).normalize(),
                folder.resolve(group).resolve(file.name()),
                folder.resolve(file.name()))
            .filter(path -> path.startsWith(folder))
            .toList();
    return candidates.stream()
        .filter(Files::isRegularFile)
        .findFirst()
        .orElseThrow(
            () ->
                new DownloadException(
                    "%s is not in the folder %s; looked for %s."
                        .formatted(
                            file.name(),
                            folder,
                            candidates.stream()
                                .map(path -> folder.relativize(path).toString())
                                .collect(Collectors.joining(", ")))));
  }
}
