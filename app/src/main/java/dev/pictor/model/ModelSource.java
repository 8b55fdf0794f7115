package dev.pictor.model;

import dev.pictor.config.ConfigException;
import dev.pictor.config.Settings;
import dev.pictor.model.download.FileSource;
import dev.pictor.model.download.FolderSource;
import dev.pictor.model.download.Patience;
import dev.pictor.model.download.WantedFile;
import dev.pictor.model.download.WebSource;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Where the files of a model are to be taken from: a folder that was named, else the mirror, else
/// their own addresses.
public final class ModelSource {
  private static final Pattern ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:.*");

  private ModelSource() {}

  /// @param folder null where none was named
  /// @param environment variables, for proxies
  /// @throws ConfigException if the folder is none, or the mirror neither an address nor a folder
  public static FileSource open(
      CatalogueModel model,
      @Nullable Path folder,
      Settings settings,
      Map<String, String> environment,
      Patience patience) {
    if (folder != null) {
      return folder(folder, "--from", model);
    }
    String mirror = settings.modelMirror();
    if (mirror == null || ADDRESS.matcher(mirror).matches()) {
      return WebSource.open(environment, patience, mirror == null ? null : address(mirror));
    }
    try {
      return folder(settings.workingDirectory().resolve(mirror), "PICTOR_MODEL_MIRROR", model);
    } catch (InvalidPathException e) {
      throw bad(mirror);
    }
  }

  private static FolderSource folder(Path folder, String setting, CatalogueModel model) {
    if (!Files.isDirectory(folder)) {
      throw new ConfigException("%s: there is no folder %s.".formatted(setting, folder));
    }
    return new FolderSource(folder.normalize(), model.name());
  }

  private static URI address(String mirror) {
    try {
      URI address = new URI(mirror);
      if (WantedFile.isWeb(address)
          && address.getRawQuery() == null
          && address.getRawFragment() == null) {
        return address;
      }
    } catch (URISyntaxException e) {
      // Said below.
    }
    throw bad(mirror);
  }

  private static ConfigException bad(String mirror) {
    return new ConfigException(
        "PICTOR_MODEL_MIRROR is '%s'; it takes an http or https address without user and query, or a folder."
            .formatted(mirror.replaceFirst("//[^/]*@", "//...@")));
  }
}
