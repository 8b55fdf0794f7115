package dev.pictor.clip.weights;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a pickle can hold: inert data, never a call.
///
/// The container kinds compare by identity on purpose: a hostile pickle nests them so that
/// comparing, hashing or printing them would never end.
sealed interface Pickled {
  enum None implements Pickled {
    NONE
  }

  record Bool(boolean value) implements Pickled {}

  record Int(long value) implements Pickled {}

  record Real(double value) implements Pickled {}

  record Text(String value) implements Pickled {}

  /// A name from the allow-list.
  record Global(Kind kind, String name) implements Pickled {
    enum Kind {
      REBUILD_TENSOR,
      REBUILD_PARAMETER,
      ORDERED_DICT,
      STORAGE,
      SCRIPT_CLASS
    }
  }

  final class Tuple implements Pickled {
    final List<Pickled> items;

    Tuple(List<Pickled> items) {
      this.items = items;
    }
  }

  final class Sequence implements Pickled {
    final List<Pickled> items = new ArrayList<>();
  }

  final class Dict implements Pickled {
    final Map<String, Pickled> entries = new LinkedHashMap<>();
  }

  /// An instance of a `__torch__.*` class: a module of a TorchScript archive, reduced to its
  /// attributes.
  final class Module implements Pickled {
    final Map<String, Pickled> attributes = new LinkedHashMap<>();
  }

  /// What stands for a storage: `('storage', class, key, location, elements)` in a sound file.
  final class PersistentId implements Pickled {
    final Pickled id;

    PersistentId(Pickled id) {
      this.id = id;
    }
  }

  /// The unchecked arguments of `torch._utils._rebuild_tensor_v2`.
  final class Tensor implements Pickled {
    final List<Pickled> arguments;

    Tensor(List<Pickled> arguments) {
      this.arguments = arguments;
    }
  }
}
