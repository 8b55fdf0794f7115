package dev.pictor.adoption;

import java.util.Collection;
import java.util.Map;
import java.util.function.Consumer;

/// Vectors of pictures by the names of their files, as another program left them.
public interface Vectors {
  void forEachFilename(Consumer<String> consumer);

  /// @return those that there are, of any length and norm
  Map<String, float[]> of(Collection<String> filenames);
}
