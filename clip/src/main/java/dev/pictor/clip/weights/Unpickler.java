package dev.pictor.clip.weights;

import dev.pictor.clip.weights.Pickled.Dict;
import dev.pictor.clip.weights.Pickled.Global;
import dev.pictor.clip.weights.Pickled.Sequence;
import dev.pictor.clip.weights.Pickled.Tuple;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Interprets a pickle as data: the opcodes that PyTorch writes, the names of [Globals], no calls.
///
/// No recursion anywhere, and every size is checked against what is there before memory is taken.
/// Follows the opcode descriptions in CPython's `pickletools`.
final class Unpickler {
  /// Over ten times what a large CLIP needs, and at most some 50 MB of memory.
  private static final int MAX_VALUES = 400_000;

  private static final int MAX_STACK = 200_000;
  private static final int MAX_MEMO = 200_000;

  private final PickleInput in;
  private final List<Pickled> stack = new ArrayList<>();
  private final List<Integer> marks = new ArrayList<>();
  private final Map<Long, Pickled> memo = new HashMap<>();
  private int values;

  private Unpickler(byte[] pickle) {
    this.in = new PickleInput(pickle);
  }

  static Pickled read(byte[] pickle) throws MalformedFileException {
    return new Unpickler(pickle).run();
  }

  private Pickled run() throws MalformedFileException {
    while (true) {
      int opcode = in.unsignedByte();
      switch (opcode) {
        case '.' -> {
          return pop();
        }
        case 0x80 -> requireProtocol(in.unsignedByte());
        case 0x95 -> in.skip(8); // FRAME: how many bytes follow, of no use to us
        case 'c' -> push(Globals.resolve(in.line(), in.line()));
        case 0x93 -> stackGlobal();
        case 'i' -> {
          Globals.resolve(in.line(), in.line());
          throw unsupported(opcode);
        }
        case 'q' -> remember(in.unsignedByte());
        case 'r' -> remember(in.unsignedInt());
        case 0x94 -> remember(memo.size());
        case 'h' -> recall(in.unsignedByte());
        case 'j' -> recall(in.unsignedInt());
        case 'N' -> push(Pickled.None.NONE);
        case 0x88 -> push(new Pickled.Bool(true));
        case 0x89 -> push(new Pickled.Bool(false));
        case 'J' -> push(new Pickled.Int((int) in.unsignedInt()));
        case 'K' -> push(new Pickled.Int(in.unsignedByte()));
        case 'M' -> push(new Pickled.Int(in.unsignedShort()));
        case 0x8a -> push(new Pickled.Int(in.signedLong(in.unsignedByte())));
        case 'G' -> push(new Pickled.Real(in.bigEndianDouble()));
        case 'X' -> push(new Pickled.Text(in.utf8(in.unsignedInt())));
        case 'S' -> push(new Pickled.Text(in.line())); // protocol 0's, quotes and all
        case 0x8c -> push(new Pickled.Text(in.utf8(in.unsignedByte())));
        case '(' -> mark();
        case ')' -> push(new Tuple(List.of()));
        case 't' -> push(new Tuple(popToMark()));
        case 0x85 -> push(new Tuple(pop(1)));
        case 0x86 -> push(new Tuple(pop(2)));
        case 0x87 -> push(new Tuple(pop(3)));
        case ']' -> push(new Sequence());
        case 'a' -> append(pop(1));
        case 'e' -> append(popToMark());
        case '}' -> push(new Dict());
        case 's' -> setItems(pop(2));
        case 'u' -> setItems(popToMark());
        case 'Q' -> push(new Pickled.PersistentId(pop()));
        case 'R' -> reduce();
        case 0x81 -> newObject();
        case 'b' -> build();
        default -> throw unsupported(opcode);
      }
    }
  }

  private void stackGlobal() throws MalformedFileException {
    Pickled name = pop();
    Pickled module = pop();
    if (!(module instanceof Pickled.Text(String m) && name instanceof Pickled.Text(String n))) {
      throw malformed("a name that is no text");
    }
    push(Globals.resolve(m, n));
  }

  private void reduce() throws MalformedFileException {
    List<Pickled> arguments = popTuple("arguments");
    if (!(pop() instanceof Global global)) {
      throw malformed("a call of something that is no name");
    }
    push(
        switch (global.kind()) {
          case REBUILD_TENSOR -> new Pickled.Tensor(arguments);
          case REBUILD_PARAMETER -> parameterData(arguments);
          case ORDERED_DICT -> emptyDict(arguments);
          case STORAGE, SCRIPT_CLASS -> throw malformed("a call of " + global.name());
        });
  }

  private Pickled parameterData(List<Pickled> arguments) throws MalformedFileException {
    if (arguments.isEmpty() || !(arguments.getFirst() instanceof Pickled.Tensor tensor)) {
      throw malformed("a parameter without a tensor");
    }
    return tensor;
  }

  private Dict emptyDict(List<Pickled> arguments) throws MalformedFileException {
    if (!arguments.isEmpty()) {
      throw malformed("an OrderedDict made with arguments");
    }
    return new Dict();
  }

  private void newObject() throws MalformedFileException {
    List<Pickled> arguments = popTuple("arguments");
    if (!(pop() instanceof Global global)
        || global.kind() != Global.Kind.SCRIPT_CLASS
        || !arguments.isEmpty()) {
      throw malformed("an object of a class that is no TorchScript module");
    }
    push(new Pickled.Module());
  }

  private void build() throws MalformedFileException {
    Pickled state = pop();
    switch (top()) {
      case Pickled.Module module when module.attributes.isEmpty() && state instanceof Dict dict ->
          module.attributes.putAll(dict.entries);
      case Dict _ -> {} // the attribute _metadata of a state dict: of no use to us
      default -> throw malformed("state set on something that takes none");
    }
  }

  private void append(List<Pickled> items) throws MalformedFileException {
    if (!(top() instanceof Sequence sequence)) {
      throw malformed("items appended to something that is no list");
    }
    sequence.items.addAll(items);
  }

  private void setItems(List<Pickled> items) throws MalformedFileException {
    if (!(top() instanceof Dict dict) || items.size() % 2 != 0) {
      throw malformed("items set on something that is no dictionary");
    }
    for (int i = 0; i < items.size(); i += 2) {
      String key =
          switch (items.get(i)) {
            case Pickled.Text(String text) -> text;
            case Pickled.Int(long number) -> Long.toString(number);
            default -> throw malformed("a dictionary key that is neither text nor a number");
          };
      if (dict.entries.put(key, items.get(i + 1)) != null) {
        throw new MalformedFileException("its pickle has the key '%s' twice.".formatted(key));
      }
    }
  }

  private void push(Pickled value) throws MalformedFileException {
    if (++values > MAX_VALUES || stack.size() >= MAX_STACK) {
      throw new MalformedFileException(
          "its pickle holds more than %,d values or nests more than %,d of them: no CLIP model does."
              .formatted(MAX_VALUES, MAX_STACK));
    }
    stack.add(value);
  }

  private void mark() throws MalformedFileException {
    if (marks.size() >= MAX_STACK) {
      throw malformed("too many marks");
    }
    marks.add(stack.size());
  }

  private int bottom() {
    return marks.isEmpty() ? 0 : marks.getLast();
  }

  private Pickled top() throws MalformedFileException {
    if (stack.size() <= bottom()) {
      throw malformed("more values used than there are");
    }
    return stack.getLast();
  }

  private Pickled pop() throws MalformedFileException {
    Pickled value = top();
    stack.removeLast();
    return value;
  }

  private List<Pickled> pop(int count) throws MalformedFileException {
    if (stack.size() - count < bottom()) {
      throw malformed("more values used than there are");
    }
    List<Pickled> tail = stack.subList(stack.size() - count, stack.size());
    List<Pickled> popped = List.copyOf(tail);
    tail.clear();
    return popped;
  }

  private List<Pickled> popToMark() throws MalformedFileException {
    if (marks.isEmpty()) {
      throw malformed("a missing mark");
    }
    List<Pickled> popped = pop(stack.size() - marks.getLast());
    marks.removeLast();
    return popped;
  }

  private List<Pickled> popTuple(String what) throws MalformedFileException {
    if (!(pop() instanceof Tuple tuple)) {
      throw malformed(what + " that are no tuple");
    }
    return tuple.items;
  }

  private void remember(long index) throws MalformedFileException {
    if (memo.size() >= MAX_MEMO) {
      throw malformed("more than %,d remembered values".formatted(MAX_MEMO));
    }
    memo.put(index, top());
  }

  private void recall(long index) throws MalformedFileException {
    Pickled value = memo.get(index);
    if (value == null) {
      throw malformed("a reference to value %d, which was never remembered".formatted(index));
    }
    push(value);
  }

  private void requireProtocol(int protocol) throws MalformedFileException {
    if (protocol < 2 || protocol > 5) {
      throw malformed("protocol %d, not 2 to 5".formatted(protocol));
    }
  }

  private MalformedFileException unsupported(int opcode) {
    return malformed("the opcode 0x%02x, which no CLIP weights need".formatted(opcode));
  }

  private MalformedFileException malformed(String what) {
    return new MalformedFileException(
        "its pickle has %s (at byte %d).".formatted(what, in.position()));
  }
}
