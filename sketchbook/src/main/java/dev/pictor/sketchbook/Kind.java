package dev.pictor.sketchbook;

import static dev.pictor.sketchbook.Habitat.DEEP;
import static dev.pictor.sketchbook.Habitat.GROUND;
import static dev.pictor.sketchbook.Habitat.INDOOR;
import static dev.pictor.sketchbook.Habitat.SKY;
import static dev.pictor.sketchbook.Habitat.SPACE;
import static dev.pictor.sketchbook.Habitat.WATER;

import java.util.EnumSet;
import java.util.Set;

/// What a thing is.
public enum Kind {
  CAT("cat", 0.6, true, GROUND, INDOOR),
  DOG("dog", 0.65, true, GROUND, INDOOR),
  HORSE("horse", 1.0, true, GROUND),
  BIRD("bird", 0.5, true, SKY, GROUND),
  FISH("fish", 0.55, true, DEEP, WATER),
  HOUSE("house", 1.35, true, GROUND),
  CASTLE("castle", 1.5, true, GROUND),
  TREE("tree", 1.4, false, GROUND),
  PALM("palm tree", 1.4, false, GROUND),
  CAR("car", 0.7, true, GROUND),
  BUS("bus", 0.95, true, GROUND),
  BICYCLE("bicycle", 0.75, true, GROUND),
  BOAT("boat", 1.0, true, WATER),
  TRAIN("train", 0.9, true, GROUND),
  ROCKET("rocket", 1.2, true, SPACE, SKY),
  PLANET("planet", 0.9, true, SPACE),
  MOON("moon", 0.65, false, SKY, SPACE),
  STARS("star", 0.5, true, SKY, SPACE),
  BALLOON("balloon", 0.8, true, SKY),
  FLOWER("flower", 0.65, true, GROUND, INDOOR),
  MUSHROOM("mushroom", 0.6, true, GROUND),
  CUP("cup", 0.5, true, INDOOR),
  BOOK("book", 0.5, true, INDOOR),
  BALL("ball", 0.5, true, GROUND, INDOOR, WATER),
  UMBRELLA("umbrella", 0.8, true, GROUND),
  MAN("man", 1.0, true, GROUND, INDOOR),
  WOMAN("woman", 1.0, true, GROUND, INDOOR),
  SUN("sun", 0.6, false, SKY),
  CHAIR("chair", 0.8, true, INDOOR),
  TABLE("table", 0.75, true, INDOOR),
  LAMP("lamp", 0.85, true, INDOOR),
  ROBOT("robot", 0.9, true, GROUND, INDOOR, SPACE),
  APPLE("apple", 0.45, true, INDOOR, GROUND),
  KITE("kite", 0.65, true, SKY),
  AIRPLANE("airplane", 0.6, true, SKY);

  private final String word;
  private final double size;
  private final boolean coloured;
  private final Set<Habitat> habitats;

  Kind(String word, double size, boolean coloured, Habitat first, Habitat... others) {
    this.word = word;
    this.size = size;
    this.coloured = coloured;
    habitats = EnumSet.of(first, others);
  }

  /// The plain English word, in the singular.
  public String word() {
    return word;
  }

  /// Whether it has a pose.
  public boolean isPerson() {
    return this == MAN || this == WOMAN;
  }

  /// Height beside a person, who is 1: narrowed, so that small things can still be seen.
  public double size() {
    return size;
  }

  /// Whether it comes in every colour: a tree or the moon keeps its own.
  public boolean coloured() {
    return coloured;
  }

  /// Whether it makes sense there.
  public boolean livesIn(Habitat habitat) {
    return habitats.contains(habitat);
  }
}
