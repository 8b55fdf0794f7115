package dev.pictor.clip.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.pictor.clip.ModelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativeLibrariesTest {
  @TempDir Path folder;

  @Test
  void libraries_areUnpackedOnce() throws IOException {
    Path library = library();
    FileTime longAgo = FileTime.from(Instant.EPOCH);
    Files.setLastModifiedTime(library, longAgo);

    assertThat(library()).isEqualTo(library).isExecutable();
    assertThat(Files.getLastModifiedTime(library)).isEqualTo(longAgo);
    assertThat(library.resolveSibling(System.mapLibraryName("onnxruntime4j_jni"))).isExecutable();
  }

  @Test
  void cutLibrary_isUnpackedAnew() throws IOException {
    long size = Files.size(library());
    Path library = library();
    Files.write(library, new byte[100]);

    assertThat(Files.size(library())).isEqualTo(size);
  }

  @Test
  void folderThatCannotBeWritten_isReported() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> NativeLibraries.unpack(file.resolve("native")))
        .isInstanceOf(IOException.class);
  }

  @Test
  void commandLineThatOnnxRuntimeCrashesOn_isRefused() throws IOException {
    NativeLibraries.requireShort(folder.resolve("none"));
    NativeLibraries.requireShort(Files.write(folder.resolve("short"), new byte[4_095]));
    Path tooLong = Files.write(folder.resolve("long"), new byte[4_096]);

    assertThatThrownBy(() -> NativeLibraries.requireShort(tooLong))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("4,096 bytes");
  }

  private Path library() throws IOException {
    return NativeLibraries.unpack(folder).resolve(System.mapLibraryName("onnxruntime"));
  }
}
