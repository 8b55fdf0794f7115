package dev.pictor.sketchbook.captions;

import dev.pictor.sketchbook.Caption;
import dev.pictor.sketchbook.Facts;
import dev.pictor.sketchbook.Group;
import dev.pictor.sketchbook.Pose;
import dev.pictor.sketchbook.Relation;
import dev.pictor.sketchbook.Scene;
import dev.pictor.sketchbook.Setting;
import dev.pictor.sketchbook.Size;
import dev.pictor.sketchbook.captions.Phrase.Detail;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;

/// Says what is to be seen in a scene, in many ways. The same random numbers give the same words.
public final class CaptionGrammar {
  private static final Set<Detail> ALL = EnumSet.allOf(Detail.class);
  private static final Set<Detail> NONE = EnumSet.noneOf(Detail.class);

  private final SplittableRandom random;
  private final Phrase phrase;

  /// @param variety share of the words that are picked among synonyms; 0: always the usual word
  public CaptionGrammar(SplittableRandom random, double variety) {
    this.random = random;
    this.phrase = new Phrase(random, variety);
  }

  /// `count` captions of a scene, from one word to all there is to say; the last one says most.
  public List<Caption> captions(Scene scene, int count) {
    List<Caption> captions = new ArrayList<>();
    if (scene.groups().isEmpty()) {
      while (captions.size() < count - 1) {
        captions.add(random.nextInt(3) == 0 ? empty(scene.setting()) : setting(scene.setting()));
      }
      captions.add(empty(scene.setting()));
      return captions;
    }
    Set<String> facts = Facts.of(scene);
    while (captions.size() < count - 2) {
      captions.add(oneOf(scene, facts, captions.size()));
    }
    captions.add(full(scene, facts));
    captions.add(full(scene, facts));
    return captions;
  }

  private Caption oneOf(Scene scene, Set<String> facts, int turn) {
    Group group = scene.groups().get(random.nextInt(scene.groups().size()));
    return switch (turn % 10) {
      case 0 -> random.nextInt(6) == 0 ? common(scene.setting()) : setting(scene.setting());
      case 1 -> phrase.named(group);
      case 2, 3 -> coloured(group);
      case 4 -> group.pose() instanceof Pose pose ? phrase.posed(group, pose) : counted(group);
      case 5 ->
          placed(scene, phrase.of(group, group.kind().isPerson() ? Set.of(Detail.POSE) : NONE));
      case 6 -> placed(scene, phrase.of(group, EnumSet.of(Detail.COLOUR)));
      case 7 ->
          scene.groups().size() > 1
              ? related(scene, facts, random.nextBoolean() ? NONE : EnumSet.of(Detail.COLOUR))
              : described(group);
      case 8 ->
          scene.groups().size() > 1
              ? related(scene, facts, EnumSet.of(Detail.COLOUR, Detail.COUNT))
              : phrase.of(group, EnumSet.of(Detail.COLOUR, Detail.COUNT, Detail.POSE));
      default -> random.nextInt(3) == 0 ? family(group) : described(group);
    };
  }

  /// Everything, as the usual words say it where `variety` is 0.
  public Caption full(Scene scene) {
    return full(scene, Facts.of(scene));
  }

  private Caption full(Scene scene, Set<String> facts) {
    List<Caption> phrases = scene.groups().stream().map(group -> phrase.of(group, ALL)).toList();
    if (phrases.isEmpty()) {
      return empty(scene.setting());
    }
    Caption caption = phrases.getFirst();
    for (int index = 1; index < phrases.size(); index++) {
      caption =
          index == 1
                  && scene.relation() instanceof Relation relation
                  && facts.containsAll(
                      Facts.relation(scene.groups().get(0), relation, scene.groups().get(1)))
              ? related(
                  caption, relation, phrases.get(1), scene.groups().get(0), scene.groups().get(1))
              : joined(
                  caption, index == 1 && phrases.size() > 2 ? ", " : " and ", phrases.get(index));
    }
    return random.nextInt(4) == 0
        ? joined(settled(scene.setting()), ", ", caption)
        : joined(caption, " ", settled(scene.setting()));
  }

  /// "beach", "on the beach".
  public Caption setting(Setting setting) {
    String words = phrase.word(Words.keywords(setting));
    String text =
        switch (random.nextInt(8)) {
          case 0 -> phrase.word(Words.places(setting));
          case 1 -> phrase.word(Phrase.PICTURES) + " " + words;
          default -> words;
        };
    return new Caption(text, Set.of(Facts.setting(setting)));
  }

  private Caption empty(Setting setting) {
    String text = phrase.word(Words.keywords(setting));
    text =
        switch (random.nextInt(4)) {
          case 0 -> "nothing but " + text;
          case 1 -> text + " with nothing in it";
          case 2 -> "only " + text;
          default -> "empty " + text;
        };
    return new Caption(text, Set.of(Facts.setting(setting), Facts.EMPTY));
  }

  private Caption common(Setting setting) {
    List<String> places =
        Facts.of(setting).stream().filter(fact -> fact.startsWith("place:")).toList();
    if (places.isEmpty()) {
      return setting(setting);
    }
    String place = places.get(random.nextInt(places.size()));
    return new Caption(
        phrase.word(Words.common(place.substring("place:".length()))), Set.of(place));
  }

  private Caption coloured(Group group) {
    if (!group.kind().coloured()) {
      return phrase.named(group);
    }
    Caption caption = phrase.of(group, EnumSet.of(Detail.COLOUR));
    return random.nextInt(3) > 0 && caption.text().startsWith("a ")
        ? new Caption(caption.text().substring(2), caption.facts())
        : caption;
  }

  private Caption counted(Group group) {
    return phrase.of(group, EnumSet.of(Detail.COUNT));
  }

  private Caption described(Group group) {
    return phrase.of(
        group,
        group.size() == Size.USUAL
            ? EnumSet.of(Detail.POSE, Detail.COUNT)
            : EnumSet.of(Detail.SIZE, random.nextBoolean() ? Detail.COLOUR : Detail.SIZE));
  }

  private Caption family(Group group) {
    String family = Facts.family(group.kind());
    if (family.isEmpty()) {
      return phrase.named(group);
    }
    Words.Noun noun = phrase.pick(Words.family(family));
    String text = random.nextBoolean() ? noun.one() : Phrase.article(noun.one()) + noun.one();
    return new Caption(text, Set.of("family:" + family));
  }

  private Caption settled(Setting setting) {
    return new Caption(phrase.word(Words.places(setting)), Set.of(Facts.setting(setting)));
  }

  private Caption placed(Scene scene, Caption what) {
    return random.nextInt(4) == 0
        ? new Caption(
            phrase.word(Words.keywords(scene.setting())) + " with " + what.text(),
            union(what.facts(), Set.of(Facts.setting(scene.setting()))))
        : joined(what, " ", settled(scene.setting()));
  }

  /// Two of the groups and how they are to each other, as far as that is so.
  private Caption related(Scene scene, Set<String> facts, Set<Detail> details) {
    int first = random.nextInt(scene.groups().size());
    int second = (first + 1 + random.nextInt(scene.groups().size() - 1)) % scene.groups().size();
    Group one = scene.groups().get(first);
    Group other = scene.groups().get(second);
    List<Relation> holding =
        EnumSet.allOf(Relation.class).stream()
            .filter(relation -> facts.containsAll(Facts.relation(one, relation, other)))
            .toList();
    Caption left = phrase.of(one, details);
    Caption right = phrase.of(other, details);
    return holding.isEmpty() || random.nextInt(4) == 0
        ? joined(left, random.nextInt(4) == 0 ? " with " : " and ", right)
        : related(left, holding.get(random.nextInt(holding.size())), right, one, other);
  }

  private Caption related(Caption left, Relation relation, Caption right, Group one, Group other) {
    Set<String> facts = union(left.facts(), right.facts());
    for (String first : Facts.names(one.kind())) {
      for (String second : Facts.names(other.kind())) {
        if (left.facts().contains(Facts.kind(first))
            && right.facts().contains(Facts.kind(second))) {
          facts.add(Facts.relation(first, relation, second));
        }
      }
    }
    return new Caption(
        left.text() + " " + phrase.word(Words.relations(relation)) + " " + right.text(), facts);
  }

  private static Caption joined(Caption left, String between, Caption right) {
    return new Caption(left.text() + between + right.text(), union(left.facts(), right.facts()));
  }

  private static Set<String> union(Set<String> left, Set<String> right) {
    Set<String> facts = new TreeSet<>(left);
    facts.addAll(right);
    return facts;
  }
}
