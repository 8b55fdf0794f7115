package dev.pictor.sketchbook.captions;

import dev.pictor.sketchbook.Caption;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Group;
import dev.pictor.sketchbook.Kind;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Size;
import dev.pictor.sketchbook.captions.Words.Noun;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// A group of things in words, and what those words assert.
final class Phrase {
  /// What is told of a group besides its kind.
  enum Detail {
    COUNT,
    COLOUR,
    POSE,
    SIZE
  }

  private final SplittableRandom random;

  /// The share of words that are not the usual ones.
  private final double variety;

  Phrase(SplittableRandom random, double variety) {
    this.random = random;
    this.variety = variety;
  }

  /// "two large red cats", "a man in blue jumping".
  Caption of(Group group, Set<Detail> details) {
    Naming naming = naming(group);
    Set<String> facts = new TreeSet<>();
    facts.add(Facts.kind(naming.name));
    StringBuilder text = new StringBuilder();
    boolean sized = details.contains(Detail.SIZE) && group.size() != Size.USUAL;
    boolean coloured = details.contains(Detail.COLOUR) && group.kind().coloured();
    boolean dressed = coloured && group.kind().isPerson() && random.nextInt(4) > 0;
    if (sized) {
      text.append(word(Words.sizes(group.size()))).append(' ');
      facts.add(Facts.size(naming.name, group.size()));
    }
    if (coloured) {
      facts.add(Facts.colour(naming.name, group.hue()));
      if (!dressed) {
        text.append(word(Words.colours(group.hue()))).append(' ');
      }
    }
    boolean stars = group.kind() == Kind.STARS;
    boolean many = group.count() > 1 || stars && random.nextBoolean();
    text.append(many ? naming.noun.many() : naming.noun.one());
    if (stars) {
      text.insert(0, many ? "" : article(text.toString()));
    } else if (details.contains(Detail.COUNT)) {
      facts.add(Facts.count(naming.name, group.count()));
      text.insert(0, word(Words.numbers(group.count())) + " ");
    } else if (group.count() > 1) {
      facts.add(Facts.several(naming.name));
      text.insert(0, random.nextInt(3) == 0 ? "some " : "");
    } else {
      text.insert(0, article(text.toString(), group));
    }
    if (dressed) {
      text.append(' ').append(word(Words.DRESSED)).append(' ');
      text.append(word(Words.colours(group.hue())));
    }
    if (details.contains(Detail.POSE) && group.pose() instanceof Pose doing) {
      facts.add(Facts.pose(naming.name, doing));
      String pose = word(Words.poses(doing));
      text.append(' ').append(group.count() > 1 ? plural(pose) : pose);
    }
    return new Caption(text.toString(), facts);
  }

  /// "jumping man", "man jumping", "a person who jumps"; and "jumping" alone.
  Caption posed(Group group, Pose doing) {
    Naming naming = naming(group);
    Set<String> facts = new TreeSet<>();
    facts.add(Facts.kind(naming.name));
    facts.add(Facts.pose(naming.name, doing));
    List<String> poses = Words.poses(doing);
    String pose = word(poses);
    if (group.count() > 1) {
      facts.add(Facts.several(naming.name));
      return new Caption(naming.noun.many() + " " + plural(pose), facts);
    }
    return switch (random.nextInt(8)) {
      case 0 -> new Caption(poses.getFirst(), Set.of(Facts.pose("person", doing)));
      case 1, 2 -> new Caption("a " + poses.getFirst() + " " + naming.noun.one(), facts);
      case 3, 4 -> new Caption("a " + naming.noun.one() + " " + pose, facts);
      default -> new Caption(naming.noun.one() + " " + pose, facts);
    };
  }

  /// "cat", "a cat", "cats".
  Caption named(Group group) {
    Naming naming = naming(group);
    String kind = Facts.kind(naming.name);
    if (group.kind() == Kind.STARS) {
      return new Caption(
          random.nextBoolean() ? naming.noun.many() : naming.noun.one(), Set.of(kind));
    }
    if (group.count() > 1) {
      return new Caption(naming.noun.many(), Set.of(kind, Facts.several(naming.name)));
    }
    String noun = naming.noun.one();
    return new Caption(
        switch (random.nextInt(6)) {
          case 0, 1 -> article(noun, group) + noun;
          case 2 -> word(PICTURES) + " " + article(noun, group) + noun;
          default -> noun;
        },
        Set.of(kind));
  }

  static final List<String> PICTURES =
      List.of("a picture of", "a photo of", "an image of", "a drawing of", "picture of");

  private record Naming(String name, Noun noun) {}

  /// A man or a woman is a person one time in three.
  private Naming naming(Group group) {
    List<String> names = Facts.names(group.kind());
    boolean general = names.size() > 1 && random.nextInt(3) == 0;
    return general
        ? new Naming(names.get(1), pick(Words.PERSON))
        : new Naming(names.getFirst(), pick(Words.nouns(group.kind())));
  }

  private static String article(String words, Group group) {
    return switch (group.kind()) {
      case SUN, MOON -> "the ";
      default -> article(words);
    };
  }

  static String article(String words) {
    boolean vowel = "aeio".indexOf(words.charAt(0)) >= 0 || words.startsWith("um");
    return vowel ? "an " : "a ";
  }

  /// "who jumps" of several.
  private static String plural(String pose) {
    return pose.startsWith("who ") && pose.endsWith("s")
        ? pose.substring(0, pose.length() - 1)
        : pose;
  }

  String word(List<String> options) {
    return pick(options);
  }

  <T> T pick(List<T> options) {
    return random.nextDouble() < variety
        ? options.get(random.nextInt(options.size()))
        : options.getFirst();
  }
}
