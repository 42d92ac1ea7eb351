package org.aralwatch.server.tile;

import java.util.Arrays;
import java.util.List;
import org.aralwatch.geodata.feature.ValueFrame;

/** How the features of a tile are drawn: colours by class of value, and sizes. Immutable. */
public final class TileStyle {
  private static final int NO_DATA_GREY = 0x9AA0A6;

  private final double[] upTo;
  private final int[] colours;
  private final int plainColour;
  private final Symbols symbols;

  private TileStyle(double[] upTo, int[] colours, int plainColour, Symbols symbols) {
    this.upTo = upTo;
    this.colours = colours;
    this.plainColour = plainColour;
    this.symbols = symbols;
  }

  /**
   * Sizes in pixels of a tile of 256; a tile of 512 doubles them.
   *
   * @param fillOpacity of polygons, in [0, 1]
   * @param outlineWidth of polygons
   * @param outlineColour 0xRRGGBB
   * @param outlineOpacity in [0, 1]
   * @param lineWidth of lines
   * @param pointRadius of the coloured disc of a point
   * @param haloWidth of the white ring around it
   */
  public record Symbols(
      double fillOpacity,
      double outlineWidth,
      int outlineColour,
      double outlineOpacity,
      double lineWidth,
      double pointRadius,
      double haloWidth) {
    public static final Symbols DEFAULT = new Symbols(0.8, 1, 0x3C4043, 0.55, 2, 5, 1.5);

    /**
     * @throws IllegalArgumentException when an opacity or a size is out of range
     */
    public Symbols {
      requireIn("fillOpacity", fillOpacity, 1);
      requireIn("outlineOpacity", outlineOpacity, 1);
      requireIn("outlineWidth", outlineWidth, 32);
      requireIn("lineWidth", lineWidth, 32);
      requireIn("pointRadius", pointRadius, 32);
      requireIn("haloWidth", haloWidth, 32);
    }

    private static void requireIn(String name, double value, double max) {
      if (!(value >= 0 && value <= max)) {
        throw new IllegalArgumentException(name + " " + value + " is outside [0, " + max + "]");
      }
    }
  }

  /**
   * A style by classes of value.
   *
   * @param upTo ascending upper bounds, each belonging to its class
   * @param colours one more than bounds, as {@code #rrggbb}; the last is of all that is greater
   * @throws IllegalArgumentException when bounds do not ascend, or the numbers do not fit
   */
  public static TileStyle ofClasses(double[] upTo, List<String> colours) {
    for (int i = 0; i < upTo.length; i++) {
      if (Double.isNaN(upTo[i]) || i > 0 && upTo[i] <= upTo[i - 1]) {
        throw new IllegalArgumentException(
            "class bounds " + Arrays.toString(upTo) + " must ascend");
      }
    }
    if (colours.size() != upTo.length + 1) {
      throw new IllegalArgumentException(
          upTo.length
              + " class bounds need "
              + (upTo.length + 1)
              + " colours, not "
              + colours.size());
    }
    int[] parsed = colours.stream().mapToInt(TileStyle::parseColour).toArray();
    return new TileStyle(upTo.clone(), parsed, NO_DATA_GREY, Symbols.DEFAULT);
  }

  /**
   * One colour for all features, for tiles of shapes alone.
   *
   * @param colour as {@code #rrggbb}
   */
  public static TileStyle plain(String colour) {
    return new TileStyle(new double[0], new int[0], parseColour(colour), Symbols.DEFAULT);
  }

  /** The same colours with other sizes. */
  public TileStyle with(Symbols otherSymbols) {
    return new TileStyle(upTo, colours, plainColour, otherSymbols);
  }

  private static int parseColour(String text) {
    if (!text.matches("#[0-9a-fA-F]{6}")) {
      throw new IllegalArgumentException("'" + text + "' is not a colour like #1a2b3c");
    }
    return Integer.parseInt(text.substring(1), 16);
  }

  /**
   * The class of a value: the first whose upper bound is not less. {@link ValueFrame#NO_CLASS} for
   * NaN and in a style without classes.
   */
  public int classOf(double value) {
    if (Double.isNaN(value) || colours.length == 0) {
      return ValueFrame.NO_CLASS;
    }
    int index = Arrays.binarySearch(upTo, value + 0.0);
    return index >= 0 ? index : -index - 1;
  }

  public int classCount() {
    return colours.length;
  }

  /** Colour of a class as 0xRRGGBB. */
  int colour(int classIndex) {
    return colours[classIndex];
  }

  /** Colour of shapes where no property was asked for, as 0xRRGGBB. */
  int plainColour() {
    return plainColour;
  }

  /** Colour of features without a value, as 0xRRGGBB. */
  int noDataColour() {
    return NO_DATA_GREY;
  }

  public Symbols symbols() {
    return symbols;
  }
}
