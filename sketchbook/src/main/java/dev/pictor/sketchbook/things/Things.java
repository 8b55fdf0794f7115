package dev.pictor.sketchbook.things;

import dev.pictor.sketchbook.Kind;

/// The drawing of each kind of thing.
public final class Things {
  private Things() {}

  public static Drawing of(Kind kind) {
    return switch (kind) {
      case CAT -> new Sketch(Cat::paint);
      case DOG -> new Sketch(Dog::paint);
      case HORSE -> new Sketch(Horse::paint);
      case BIRD -> new Sketch(Bird::paint);
      case FISH -> new Sketch(Fish::paint);
      case HOUSE -> new Sketch(House::paint);
      case CASTLE -> new Sketch(Castle::paint);
      case TREE -> new Sketch(Tree::paint);
      case PALM -> new Sketch(Palm::paint);
      case CAR -> new Sketch(Car::paint);
      case BUS -> new Sketch(Bus::paint);
      case BICYCLE -> new Sketch(Bicycle::paint);
      case BOAT -> new Sketch(Boat::paint);
      case TRAIN -> new Sketch(Train::paint);
      case ROCKET -> new Sketch(Rocket::paint);
      case PLANET -> new Sketch(Sky::planet);
      case MOON -> new Sketch(Sky::moon);
      case STARS -> new Sketch(Sky::stars);
      case SUN -> new Sketch(Sky::sun);
      case BALLOON -> new Sketch(Toys::balloon);
      case BALL -> new Sketch(Toys::ball);
      case KITE -> new Sketch(Toys::kite);
      case FLOWER -> new Sketch(Garden::flower);
      case MUSHROOM -> new Sketch(Garden::mushroom);
      case APPLE -> new Sketch(Garden::apple);
      case CUP -> new Sketch(Household::cup);
      case BOOK -> new Sketch(Household::book);
      case UMBRELLA -> new Sketch(Household::umbrella);
      case CHAIR -> new Sketch(Furniture::chair);
      case TABLE -> new Sketch(Furniture::table);
      case LAMP -> new Sketch(Furniture::lamp);
      case MAN -> new Sketch(Person::man);
      case WOMAN -> new Sketch(Person::woman);
      case ROBOT -> new Sketch(Robot::paint);
      case AIRPLANE -> new Sketch(Airplane::paint);
    };
  }
}
