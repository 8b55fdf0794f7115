package dev.pictor.clip.weights;

import dev.pictor.clip.weights.Pickled.Dict;
import dev.pictor.clip.weights.Pickled.Module;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

/// Finds the tensors in what a `data.pkl` holds and gives them the names of PyTorch's `state_dict`.
///
/// Three forms are known: a tree of TorchScript modules (names are the dotted paths), a dictionary
/// of tensors, and a training checkpoint that has such a dictionary under `state_dict`. Training on
/// several processors puts `module.` before all names, which is taken off.
final class StateDict {
  /// Bounds the walk, since a module may be reached by many paths.
  private static final int MAX_VISITS = 200_000;

  private static final int MAX_NAME_LENGTH = 500;

  private static final String TRAINING_PREFIX = "module.";

  private record Visit(String prefix, Module module) {}

  private StateDict() {}

  static Map<String, Pickled.Tensor> tensors(Pickled root) throws MalformedFileException {
    return switch (root) {
      case Module module -> ofModules(module);
      case Dict dict when dict.entries.get("state_dict") instanceof Dict nested -> ofDict(nested);
      case Dict dict -> ofDict(dict);
      default ->
          throw new MalformedFileException(
              "its data.pkl holds no state dict: neither modules nor a dictionary of tensors.");
    };
  }

  private static Map<String, Pickled.Tensor> ofDict(Dict dict) {
    boolean inTraining =
        dict.entries.keySet().stream().allMatch(name -> name.startsWith(TRAINING_PREFIX));
    Map<String, Pickled.Tensor> tensors = new LinkedHashMap<>();
    dict.entries.forEach(
        (name, value) -> {
          if (value instanceof Pickled.Tensor tensor) {
            tensors.put(inTraining ? name.substring(TRAINING_PREFIX.length()) : name, tensor);
          }
        });
    return tensors;
  }

  private static Map<String, Pickled.Tensor> ofModules(Module root) throws MalformedFileException {
    Map<String, Pickled.Tensor> tensors = new LinkedHashMap<>();
    Deque<Visit> open = new ArrayDeque<>();
    open.push(new Visit("", root));
    int visits = 0;
    while (!open.isEmpty()) {
      Visit visit = open.pop();
      for (Map.Entry<String, Pickled> attribute : visit.module.attributes.entrySet()) {
        String key = attribute.getKey();
        if (++visits > MAX_VISITS || visit.prefix.length() + key.length() > MAX_NAME_LENGTH) {
          throw new MalformedFileException(
              "its modules are nested without end or number more than %,d.".formatted(MAX_VISITS));
        }
        switch (attribute.getValue()) {
          case Pickled.Tensor tensor -> tensors.put(visit.prefix + key, tensor);
          case Module module -> open.push(new Visit(visit.prefix + key + ".", module));
          default -> {} // training flags, hooks: nothing to compute with
        }
      }
    }
    return tensors;
  }
}
