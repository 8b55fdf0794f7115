package dev.pictor.sketchbook;

import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/// What is true of a scene, as plain strings such as `setting:beach`, `kind:cat`,
/// `colour:cat:red`, `count:cat:2`, `left-of:cat:dog`, with the category first.
///
/// A caption is true of exactly the scenes that have all the facts it asserts. What a setting shows
/// by itself counts too: there are trees in a forest and stars in outer space.
public final class Facts {
  /// No thing but the setting's own.
  public static final String EMPTY = "empty";

  private Facts() {}

  /// All that is true of the scene.
  public static SortedSet<String> of(Scene scene) {
    SortedSet<String> facts = withoutRelations(scene);
    facts.addAll(relations(scene));
    return Collections.unmodifiableSortedSet(facts);
  }

  /// What is true of it wherever its things are: a thousand times as fast, since nothing is laid
  /// out.
  public static SortedSet<String> withoutRelations(Scene scene) {
    SortedSet<String> facts = new TreeSet<>(of(scene.setting()));
    if (scene.groups().isEmpty()) {
      facts.add(EMPTY);
    }
    scene.groups().forEach(group -> facts.addAll(of(group)));
    return facts;
  }

  /// The setting, what it belongs to (`place:sea`), and what can be seen there anyway.
  public static Set<String> of(Setting setting) {
    SortedSet<String> facts = new TreeSet<>();
    facts.add(setting(setting));
    switch (setting) {
      case BEACH, SEA -> facts.add("place:sea");
      case SUNSET -> facts.addAll(List.of("place:sea", kind("sun")));
      case CITY_DAY -> facts.add("place:city");
      case CITY_NIGHT -> facts.addAll(List.of("place:city", "place:night"));
      case STARRY_NIGHT -> facts.addAll(List.of("place:night", kind("stars")));
      case OUTER_SPACE -> facts.add(kind("stars"));
      case FOREST -> facts.add(kind("tree"));
      case MOUNTAINS, DESERT, RAIN, ROAD, ROOM, MEADOW, UNDERWATER, FARM, SNOW -> {}
    }
    return facts;
  }

  private static SortedSet<String> of(Group group) {
    SortedSet<String> facts = new TreeSet<>();
    for (String name : names(group.kind())) {
      facts.add(kind(name));
      if (group.kind().coloured()) {
        facts.add(colour(name, group.hue()));
      }
      if (group.kind() != Kind.STARS) { // one drawing shows a handful
        facts.add(count(name, group.count()));
        if (group.count() > 1) {
          facts.add(several(name));
        }
      }
      if (group.pose() instanceof Pose pose) {
        facts.add(pose(name, pose));
      }
      if (group.size() != Size.USUAL) {
        facts.add(size(name, group.size()));
      }
    }
    String family = family(group.kind());
    if (!family.isEmpty()) {
      facts.add("family:" + family);
    }
    return facts;
  }

  private static SortedSet<String> relations(Scene scene) {
    SortedSet<String> facts = new TreeSet<>();
    List<Placed> things = Layout.of(scene);
    for (int one = 0; one < scene.groups().size(); one++) {
      for (int other = 0; other < scene.groups().size(); other++) {
        if (one != other) {
          for (Relation relation : Relation.values()) {
            if (holds(scene, relation, things, one, other)) {
              facts.addAll(relation(scene.groups().get(one), relation, scene.groups().get(other)));
            }
          }
        }
      }
    }
    return facts;
  }

  private static boolean holds(
      Scene scene, Relation relation, List<Placed> things, int one, int other) {
    if (relation == Relation.ON) {
      return scene.relation() == Relation.ON && one == 0 && other == 1;
    }
    List<Placed> firsts = things.stream().filter(thing -> thing.group() == one).toList();
    List<Placed> seconds = things.stream().filter(thing -> thing.group() == other).toList();
    return firsts.stream()
        .allMatch(first -> seconds.stream().allMatch(second -> holds(relation, first, second)));
  }

  private static boolean holds(Relation relation, Placed first, Placed second) {
    boolean level = first.y() < second.foot() - 0.05 && second.y() < first.foot() - 0.05;
    return switch (relation) {
      case LEFT_OF -> first.right() <= second.x() + 0.01;
      case RIGHT_OF -> second.right() <= first.x() + 0.01;
      case ABOVE -> first.foot() <= second.y() + 0.02;
      case UNDER -> second.foot() <= first.y() + 0.02;
      case NEXT_TO ->
          level && (first.right() <= second.x() + 0.01 || second.right() <= first.x() + 0.01);
      case ON -> false;
    };
  }

  /// The relation of two groups, of persons also as persons.
  public static Set<String> relation(Group one, Relation relation, Group other) {
    SortedSet<String> facts = new TreeSet<>();
    for (String first : names(one.kind())) {
      for (String second : names(other.kind())) {
        facts.add(relation(first, relation, second));
      }
    }
    return facts;
  }

  public static String relation(String one, Relation relation, String other) {
    return name(relation) + ":" + one + ":" + other;
  }

  public static String setting(Setting setting) {
    return "setting:" + name(setting);
  }

  public static String kind(String name) {
    return "kind:" + name;
  }

  public static String colour(String name, Hue hue) {
    return "colour:" + name + ":" + name(hue);
  }

  public static String count(String name, int count) {
    return "count:" + name + ":" + count;
  }

  /// Two or more of them.
  public static String several(String name) {
    return "several:" + name;
  }

  public static String pose(String name, Pose pose) {
    return "pose:" + name + ":" + name(pose);
  }

  public static String size(String name, Size size) {
    return "size:" + name + ":" + name(size);
  }

  /// What a kind is called in facts: a man is a person, too.
  public static List<String> names(Kind kind) {
    return kind.isPerson() ? List.of(name(kind), "person") : List.of(name(kind));
  }

  /// What a kind is one of; empty if nothing that people ask for.
  public static String family(Kind kind) {
    return switch (kind) {
      case CAT, DOG, HORSE, BIRD, FISH -> "animal";
      case CAR, BUS, BICYCLE, BOAT, TRAIN, ROCKET, AIRPLANE -> "vehicle";
      case TREE, PALM, FLOWER -> "plant";
      case HOUSE, CASTLE -> "building";
      case CHAIR, TABLE, LAMP -> "furniture";
      case BALL, KITE, BALLOON -> "toy";
      case PLANET, MOON, STARS, MUSHROOM, CUP, BOOK, UMBRELLA, MAN, WOMAN, SUN, ROBOT, APPLE -> "";
    };
  }

  static String name(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
