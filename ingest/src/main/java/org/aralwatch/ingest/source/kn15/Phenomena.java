package org.aralwatch.ingest.source.kn15;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Names of the two-digit codes of groups 5 (ice) and 6 (state of the water body). The codes are
 * those of two public decoders, github.com/kclosu/kn15 (file hydra_lib.py) and
 * github.com/spinopel/parser-hydro (file Hydro.php), which agree; both read 2026-11-24. Code 33 is
 * within the range of ice codes that github.com/CooperBigFoot/iEasyHydroHF_backend takes, but
 * neither of them names it.
 */
final class Phenomena {
  static final Phenomena ICE =
      new Phenomena(
          """
          11 frazil slush
          12 snow slush
          13 shore ice
          14 fast ice wider than 100 m
          15 hanging shore ice
          16 ice drift
          17 ice drift from a tributary, lake or reservoir
          18 ice drift over the ice cover
          19 frazil drift
          20 frazil and anchor ice
          21 grounded frazil dams
          22 ice settled on the bank
          23 ice heaps on the banks
          24 ice bridge at the post
          25 ice bridge above the post
          26 ice bridge below the post
          30 ice jam above the post
          31 ice jam below the post
          32 ice jam being broken up
          33 not named by the sources
          34 frazil jam above the post
          35 frazil jam below the post
          36 frazil jam being broken up
          37 water on the ice
          38 water flowing over the ice
          39 open water along the banks
          40 ice darkened
          41 melt water of snow on the ice
          42 ice raised
          43 ice shifting
          44 open leads
          45 ice melting in place
          46 remaining shore ice
          47 layered ice of water and snow
          48 broken ice
          49 pancake ice
          50 ice fields
          51 brash of ice
          52 stranded ice
          53 ice driven from the shore
          54 ice pressed to the shore
          63 incomplete ice cover
          64 ice cover with polynyas
          65 even ice cover
          66 ice cover with hummocks
          67 ice cover with ridges of hummocks
          68 frazil path
          69 frazil under the ice
          70 cracks in the ice cover
          71 icing
          72 hanging ice
          73 ice in layers
          74 ice on the bed
          75 frozen to the bed
          76 ice broken by people
          77 water of icings
          """);

  static final Phenomena WATER =
      new Phenomena(
          """
          00 clear
          11 timber floating
          14 log jam above the post
          15 log jam below the post
          22 plants along the bank
          23 plants over the whole section
          24 plants in patches
          25 plants along the bed
          26 plants cut at the gauging section
          27 plants lying on the bed
          28 plants covered with silt
          29 plants died of pollution
          35 bank slide at the post
          36 bank slide above the post
          37 bank slide below the post
          38 dredging
          39 filling of the bed
          40 bed cleared
          41 bed narrowed for gauging
          42 spit formed
          43 spit
          44 mid-channel bar formed
          45 mid-channel bar
          46 island formed
          47 island
          48 bed shifted
          52 snow slide at the post
          53 snow slide above the post
          54 snow slide below the post
          55 snow slide broken through
          56 mudflow
          57 river flowing backwards
          58 water driven off by wind
          59 water driven up by wind
          60 river dry
          61 slight waves
          62 moderate waves
          63 heavy waves
          64 standing water
          65 standing water under ice
          66 boat crossing ended
          67 crossing on foot ended
          68 crossing on foot begun
          69 traffic on the ice begun
          70 traffic on the ice ended
          71 boat crossing begun
          72 backwater of a lake or river
          73 navigation begun
          74 navigation ended
          77 intake above the post
          78 intake below the post
          79 intake above the post ended
          80 intake below the post ended
          81 release above the post
          82 release below the post
          83 release above the post ended
          84 release below the post ended
          85 dam above the post
          86 dam below the post
          87 dam above the post destroyed
          88 dam below the post destroyed
          89 backwater of a clogged bed
          90 backwater of bridges
          91 releases from a lake or reservoir
          """);

  private final Map<String, String> names = new TreeMap<>();

  private Phenomena(String table) {
    table.lines().forEach(line -> names.put(line.substring(0, 2), line.substring(3)));
  }

  /** What the two digits stand for. */
  Optional<String> name(String code) {
    return Optional.ofNullable(names.get(code));
  }
}
