package dev.pictor.clip.weights;

import dev.pictor.clip.weights.Pickled.Global;
import dev.pictor.clip.weights.Pickled.Global.Kind;
import java.util.Set;

/// The exact list of names that a pickle may refer to. Nothing behind a name is ever run: each one
/// only selects a kind of data.
final class Globals {
  /// All of PyTorch's storage classes. Those that we cannot read may lie in a file unused; where
  /// they are used, the error names the tensor.
  private static final Set<String> STORAGES =
      Set.of(
          "HalfStorage",
          "BFloat16Storage",
          "FloatStorage",
          "DoubleStorage",
          "LongStorage",
          "IntStorage",
          "ShortStorage",
          "CharStorage",
          "ByteStorage",
          "BoolStorage",
          "ComplexFloatStorage",
          "ComplexDoubleStorage",
          "QInt8Storage",
          "QUInt8Storage",
          "QInt32Storage",
          "QUInt4x2Storage",
          "QUInt2x4Storage");

  private Globals() {}

  static Global resolve(String module, String name) throws MalformedFileException {
    String full = module + "." + name;
    if (module.equals("torch._utils") && name.equals("_rebuild_tensor_v2")) {
      return new Global(Kind.REBUILD_TENSOR, full);
    }
    if (module.equals("torch._utils") && name.equals("_rebuild_parameter")) {
      return new Global(Kind.REBUILD_PARAMETER, full);
    }
    if (module.equals("collections") && name.equals("OrderedDict")) {
      return new Global(Kind.ORDERED_DICT, full);
    }
    if (module.equals("torch") && STORAGES.contains(name)) {
      return new Global(Kind.STORAGE, name);
    }
    if (module.equals("__torch__") || module.startsWith("__torch__.")) {
      return new Global(Kind.SCRIPT_CLASS, full);
    }
    throw new MalformedFileException(
        "its pickle refers to '%s', which no CLIP weights need. Nothing was executed."
            .formatted(abbreviate(full)));
  }

  private static String abbreviate(String name) {
    return name.length() <= 200 ? name : name.substring(0, 200) + "...";
  }
}
