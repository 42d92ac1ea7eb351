package org.aralwatch.server;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ws.rs.WebApplicationException;

/** The arrows between modules and packages, as ARCHITECTURE.md draws them. */
@AnalyzeClasses(
    packages = "org.aralwatch",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {
  private static final String GEODATA = "org.aralwatch.geodata..";
  private static final String INGEST = "org.aralwatch.ingest..";
  private static final String SERVER = "org.aralwatch.server..";
  private static final String WEB = "org.aralwatch.web..";
  private static final String COMMAND = "org.aralwatch.server.command..";

  /** The test-jar of geodata. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(com.tngtech.archunit.core.importer.Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule geodataKnowsNoOtherModule =
      noClasses()
          .that()
          .resideInAPackage(GEODATA)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(INGEST, SERVER, WEB, "org.eclipse.jetty..", "jakarta.ws.rs..");

  @ArchTest
  static final ArchRule ingestKnowsNoServer =
      noClasses()
          .that()
          .resideInAPackage(INGEST)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(SERVER, WEB, "org.eclipse.jetty..", "jakarta.ws.rs..");

  @ArchTest
  static final ArchRule onlyTheCompositionKnowsServerAndIngest =
      noClasses()
          .that()
          .resideInAPackage(SERVER)
          .and()
          .resideOutsideOfPackage(COMMAND)
          .should()
          .dependOnClassesThat()
          .resideInAPackage(INGEST);

  @ArchTest
  static final ArchRule nobodyButMainKnowsTheComposition =
      noClasses()
          .that()
          .resideOutsideOfPackage(COMMAND)
          .and()
          .doNotHaveFullyQualifiedName("org.aralwatch.server.Main")
          .should()
          .dependOnClassesThat()
          .resideInAPackage(COMMAND);

  @ArchTest
  static final ArchRule theWebModuleKnowsNobody =
      noClasses()
          .that()
          .resideInAPackage(WEB)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(GEODATA, INGEST, SERVER);

  @ArchTest
  static final ArchRule queriesAndTilesKnowNoHttp =
      noClasses()
          .that()
          .resideInAnyPackage("org.aralwatch.server.query..", "org.aralwatch.server.tile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "org.aralwatch.server.api..",
              "org.aralwatch.server.http..",
              "org.aralwatch.server.encode..",
              "org.aralwatch.server.problem..",
              "org.eclipse.jetty..",
              "jakarta..");

  @ArchTest
  static final ArchRule sqlStaysInStores =
      noClasses()
          .that()
          .resideInAnyPackage(
              "org.aralwatch.server.api..",
              "org.aralwatch.server.encode..",
              "org.aralwatch.server.http..",
              "org.aralwatch.server.theme..",
              "org.aralwatch.server.tile..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("org.jdbi..", "java.sql..", "org.postgresql..");

  @ArchTest
  static final ArchRule onlyProblemsWriteErrorBodies =
      noClasses()
          .that()
          .resideInAnyPackage("org.aralwatch.server.api..", "org.aralwatch.server.encode..")
          .should()
          .callConstructorWhere(target(owner(assignableTo(WebApplicationException.class))))
          .orShould()
          .dependOnClassesThat()
          .haveFullyQualifiedName("org.aralwatch.server.problem.ProblemMapper");

  @ArchTest
  static final ArchRule packagesOfTheServerFormNoCircle =
      slices().matching("org.aralwatch.server.(*)..").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule everybodyLogsBySlf4j =
      noClasses()
          .that()
          .resideInAPackage("org.aralwatch..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.util.logging..", "org.apache.logging..", "org.apache.commons.logging..");

  @ArchTest
  static final ArchRule resourcesAreFinal =
      classes()
          .that()
          .resideInAPackage("org.aralwatch.server.api..")
          .and()
          .haveSimpleNameEndingWith("Resource")
          .should()
          .haveModifier(JavaModifier.FINAL);
}
