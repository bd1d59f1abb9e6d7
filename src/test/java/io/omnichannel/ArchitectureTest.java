package io.omnichannel;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_FIELD_INJECTION;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.omnichannel.messaging.MessagingSettings;
import io.omnichannel.messaging.NewWords;
import io.omnichannel.messaging.TimelineFollower;
import io.omnichannel.messaging.WorkLoop;
import io.omnichannel.messaging.Worker;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Qualifier;

/** The arrows of {@code ARCHITECTURE.md}, and habits of the house that a compiler does not know. */
class ArchitectureTest {

    private static final String ROOT = "io.omnichannel";
    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages(ROOT);
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages(ROOT);

    /** Ours, and who of ours it may know. */
    @ParameterizedTest
    @CsvSource({
        "platform,     ''",
        "conversation, platform",
        "agent,        platform conversation",
        "twilio,       platform agent conversation",
        "call,         platform conversation agent twilio",
        "relay,        platform conversation agent call",
        "email,        platform",
        "voices,       platform agent twilio",
        "messaging,    platform conversation agent twilio email",
        "sentiment,    platform conversation agent messaging",
        "admin,        platform conversation agent twilio email messaging voices",
        "camel,        platform conversation agent twilio call relay messaging voices sentiment",
        "simulator,    platform conversation agent twilio email voices"
    })
    void keepsTheArrows(String own, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(own), Stream.of(known.split(" ")).filter(name -> !name.isEmpty()))
                .map(name -> ROOT + "." + name + "..")
                .toArray(String[]::new);

        Stream.of(allowed)
                .forEach(name ->
                        assertThat(MAIN.that(resideInAnyPackage(name))).as(name).isNotEmpty());
        noClasses()
                .that(resideInAnyPackage(ROOT + "." + own + ".."))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .check(MAIN);
    }

    /** The simulator's rooms, and which of the others each may know beside the hall they share (the first). */
    @ParameterizedTest
    @CsvSource({
        "'',      ''",
        "twiml,   ''",
        "call,    twiml",
        "mail,    ''",
        "rest,    twiml call mail",
        "server,  call mail rest",
        "command, call mail rest",
        "model,   ''",
        "voices,  ''"
    })
    void keepsTheRoomsOfTheSimulatorApart(String own, String known) {
        String hall = ROOT + ".simulator";
        keepsRoomsApart(hall, own.isEmpty() ? hall : hall + "." + own + "..", known);
    }

    /** Who knows which rooms of messaging beside what lies in it itself, which knows none of them. */
    @ParameterizedTest
    @CsvSource({
        "messaging,           ''",
        "messaging.intake,    lane",
        "messaging.lane,      outbox",
        "messaging.outbox,    ''",
        "messaging.switching, outbox",
        "messaging.operator,  lane outbox switching",
        "messaging.identity,  lane outbox",
        "messaging.briefing,  outbox",
        "messaging.mirror,    ''",
        "sentiment,           ''",
        "admin,               intake outbox operator identity",
        "camel,               intake lane outbox switching briefing mirror"
    })
    void keepsTheRoomsOfMessagingApart(String own, String known) {
        String hall = ROOT + ".messaging";
        keepsRoomsApart(hall, own.equals("messaging") ? hall : ROOT + "." + own + "..", known);
    }

    private static void keepsRoomsApart(String hall, String room, String known) {
        String[] allowed = Stream.concat(
                        Stream.of(hall, room),
                        Stream.of(known.split(" "))
                                .filter(name -> !name.isEmpty())
                                .map(name -> hall + "." + name + ".."))
                .toArray(String[]::new);

        Stream.of(allowed)
                .forEach(name ->
                        assertThat(MAIN.that(resideInAnyPackage(name))).as(name).isNotEmpty());
        noClasses()
                .that(resideInAnyPackage(room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(hall + "..").and(DescribedPredicate.not(resideInAnyPackage(allowed))))
                .check(MAIN);
    }

    /** Moods are read where texts are answered: by the same loop, behind the same timelines. */
    @Test
    void letsMoodsKnowOfMessagesOnlyHowTheyAreFollowed() {
        noClasses()
                .that(resideInAnyPackage(ROOT + ".sentiment.."))
                .should()
                .dependOnClassesThat(resideInAnyPackage(ROOT + ".messaging..")
                        .and(DescribedPredicate.not(belongToAnyOf(
                                WorkLoop.class,
                                Worker.class,
                                TimelineFollower.class,
                                NewWords.class,
                                MessagingSettings.class))))
                .check(MAIN);
    }

    @Test
    void hasNoPackageWithoutAnArrow() {
        classes()
                .should()
                .resideInAnyPackage(Stream.of(
                                "platform",
                                "conversation",
                                "agent",
                                "twilio",
                                "call",
                                "relay",
                                "email",
                                "messaging",
                                "voices",
                                "sentiment",
                                "admin",
                                "camel",
                                "simulator")
                        .flatMap(name -> Stream.of(ROOT, ROOT + "." + name + ".."))
                        .toArray(String[]::new))
                .check(MAIN);
    }

    @Test
    void hasNoCycles() {
        slices().matching("io.(**)").should().beFreeOfCycles().check(MAIN);
    }

    @Test
    void letsOnlyTheEdgeAndTheDoorsKnowCamel() {
        DescribedPredicate<JavaClass> door = describe(
                "a door",
                type -> type.isAssignableTo(Processor.class)
                        || type.getSimpleName().matches(".*Processors?"));

        noClasses()
                .that(DescribedPredicate.not(
                        resideInAnyPackage(ROOT + ".camel..", ROOT + ".platform..", ROOT + ".admin..")
                                .or(door)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.apache.camel..")
                .check(MAIN);
        noClasses()
                .that(DescribedPredicate.not(
                        resideInAnyPackage(ROOT + ".camel..", ROOT + ".platform..", ROOT + ".admin..")))
                .should()
                .dependOnClassesThat(resideInAnyPackage("org.apache.camel..")
                        .and(describe("more than Exchange, Message and Processor", type -> !Set.of(
                                        "Exchange", "Message", "Processor")
                                .contains(type.getSimpleName()))))
                .check(MAIN);
    }

    @Test
    void letsOnlyTheEdgesKnowServlets() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".platform..", ROOT + ".admin..", ROOT + ".camel..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.servlet..", "jakarta.websocket..")
                .check(MAIN);
    }

    /** Who takes events in, claims work of any tenant, or keeps what is nobody's; and who makes the pool. */
    @Test
    void givesThePoolThatSeesEveryTenantToIntakeAlone() {
        assertThat(MAIN.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> asksForABeanNamed(unit, "intake"))
                        .map(unit -> unit.getOwner().getName().substring(ROOT.length() + 1))
                        .distinct())
                .containsExactlyInAnyOrder(
                        "call.CallIntake",
                        "call.CallSessions",
                        "call.OutboundCalls",
                        "messaging.briefing.Briefings",
                        "messaging.identity.MergeWorker",
                        "messaging.intake.Gaps",
                        "messaging.intake.Mailboxes",
                        "messaging.intake.MessageIntake",
                        "messaging.intake.UnreadableMailFiles",
                        "messaging.intake.UnreadableMails",
                        "messaging.lane.Lanes",
                        "messaging.lane.RestWorker",
                        "messaging.mirror.Mirrors",
                        "messaging.outbox.MailEventsAcceptor",
                        "messaging.outbox.MessageStatusAcceptor",
                        "messaging.outbox.Outbox",
                        "messaging.switching.Switches",
                        "platform.database.DatabaseConfiguration",
                        "sentiment.Moods");
    }

    @Test
    void injectsThroughConstructors() {
        NO_CLASSES_SHOULD_USE_FIELD_INJECTION.check(MAIN);
    }

    @Test
    void printsOnlyWhereSomebodyTypedACommand() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".simulator..")
                .and()
                .doNotBelongToAnyOf(OmnichannelApplication.class)
                .should(ACCESS_STANDARD_STREAMS)
                .check(MAIN);
    }

    @Test
    void sendsIntoRoutesOnlyFromTheEdge() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".camel..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ProducerTemplate.class)
                .check(MAIN);
    }

    @Test
    void namesNothingAfterNothing() {
        noClasses()
                .should()
                .haveNameMatching(".*(Utils?|Helpers?|Managers?|Impl)")
                .check(MAIN);
    }

    @Test
    void tellsTimeWithJavaTime() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(java.util.Date.class, java.util.Calendar.class)
                .check(MAIN);
    }

    @Test
    void neverSleepsInATestThatIsNoBenchmark() {
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + ".bench..")
                .should()
                .callMethodWhere(describe(
                        "Thread.sleep",
                        call -> call.getTargetOwner().isEquivalentTo(Thread.class)
                                && call.getName().equals("sleep")))
                .check(TESTS);
    }

    /** A delay before the first look is a sleep by another name; without any it only says where to look from. */
    @Test
    void waitsForNoClockInATestThatBreaksNothing() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ROOT + ".bench..", ROOT + ".faults..")
                .should()
                .callMethodWhere(describe(
                        "Awaitility's pollDelay",
                        call -> call.getTargetOwner().isEquivalentTo(ConditionFactory.class)
                                && call.getName().equals("pollDelay")))
                .check(TESTS);
    }

    private static boolean asksForABeanNamed(JavaCodeUnit unit, String prefix) {
        return unit.getParameters().stream()
                .flatMap(parameter -> parameter.tryGetAnnotationOfType(Qualifier.class).stream())
                .anyMatch(bean -> bean.value().startsWith(prefix));
    }
}
