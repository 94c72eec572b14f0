// A peer: the model that a competent user of Timefold writes first. One cell per person and day; its variable is the
// shift type, or none. The rules are constraint streams; the search is Timefold's own, with its own settings.
// Called by plain_timefold.py: java TimefoldPeer.java PROBLEM SECONDS ROSTER

import ai.timefold.solver.core.api.domain.entity.PlanningEntity;
import ai.timefold.solver.core.api.domain.entity.PlanningPin;
import ai.timefold.solver.core.api.domain.lookup.PlanningId;
import ai.timefold.solver.core.api.domain.solution.PlanningEntityCollectionProperty;
import ai.timefold.solver.core.api.domain.solution.PlanningScore;
import ai.timefold.solver.core.api.domain.solution.PlanningSolution;
import ai.timefold.solver.core.api.domain.solution.ProblemFactCollectionProperty;
import ai.timefold.solver.core.api.domain.valuerange.ValueRangeProvider;
import ai.timefold.solver.core.api.domain.variable.PlanningVariable;
import ai.timefold.solver.core.api.score.buildin.hardsoftlong.HardSoftLongScore;
import ai.timefold.solver.core.api.score.stream.Constraint;
import ai.timefold.solver.core.api.score.stream.ConstraintCollectors;
import ai.timefold.solver.core.api.score.stream.ConstraintFactory;
import ai.timefold.solver.core.api.score.stream.ConstraintProvider;
import ai.timefold.solver.core.api.score.stream.Joiners;
import ai.timefold.solver.core.api.solver.SolverFactory;
import ai.timefold.solver.core.config.solver.SolverConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

public class TimefoldPeer {
    static int days;

    public static class Shift {
        public String id;
        public int minutes;
        public Set<String> notBefore = new HashSet<>();
    }

    public static class Person {
        public String id;
        public int mostMinutes, leastMinutes, mostInRow, leastInRow, leastOff, mostWeekends;
        public Map<String, Integer> mostOf = new HashMap<>();
    }

    public static class Need {
        public int day, people, under, over;
        public Shift shift;

        public int getDay() { return day; }

        public Shift getShift() { return shift; }
    }

    @PlanningEntity
    public static class Cell {
        @PlanningId public String id;
        public Person person;
        public int day;
        @PlanningPin public boolean isOff;
        @PlanningVariable(allowsUnassigned = true) public Shift shift;
        public Map<String, Integer> wanted = new HashMap<>(), unwanted = new HashMap<>();

        public Person getPerson() { return person; }

        public int getDay() { return day; }

        public Shift getShift() { return shift; }

        long wishes() {
            long cost = 0;
            for (var wish : wanted.entrySet()) {
                if (shift == null || !shift.id.equals(wish.getKey())) cost += wish.getValue();
            }
            return shift == null ? cost : cost + unwanted.getOrDefault(shift.id, 0);
        }

        boolean isAtEdge() { return day == 0 || day == days - 1; }
    }

    @PlanningSolution
    public static class Roster {
        @ValueRangeProvider @ProblemFactCollectionProperty public List<Shift> shifts = new ArrayList<>();
        @ProblemFactCollectionProperty public List<Need> needs = new ArrayList<>();
        @PlanningEntityCollectionProperty public List<Cell> cells = new ArrayList<>();
        @PlanningScore public HardSoftLongScore score;
    }

    public static class Rules implements ConstraintProvider {
        static final HardSoftLongScore HARD = HardSoftLongScore.ONE_HARD, SOFT = HardSoftLongScore.ONE_SOFT;

        @Override
        public Constraint[] defineConstraints(ConstraintFactory factory) {
            return new Constraint[] {
                sequence(factory), mostOfType(factory), minutes(factory), runs(factory), rest(factory),
                weekends(factory), wishes(factory), needs(factory), emptyNeeds(factory)
            };
        }

        Constraint sequence(ConstraintFactory factory) {
            return factory.forEach(Cell.class)
                .join(Cell.class, Joiners.equal(Cell::getPerson), Joiners.equal(cell -> cell.day + 1, Cell::getDay))
                .filter((today, tomorrow) -> today.shift.notBefore.contains(tomorrow.shift.id))
                .penalizeLong(HARD, (today, tomorrow) -> 1L).asConstraint("sequence");
        }

        Constraint mostOfType(ConstraintFactory factory) {
            return factory.forEach(Cell.class)
                .groupBy(Cell::getPerson, Cell::getShift, ConstraintCollectors.count())
                .filter((person, shift, count) -> count > person.mostOf.getOrDefault(shift.id, 0))
                .penalizeLong(HARD, (person, shift, count) -> count - person.mostOf.getOrDefault(shift.id, 0))
                .asConstraint("most of a type");
        }

        Constraint minutes(ConstraintFactory factory) {
            return factory.forEachIncludingUnassigned(Cell.class)
                .groupBy(Cell::getPerson, ConstraintCollectors.sum(cell -> cell.shift == null ? 0 : cell.shift.minutes))
                .filter((person, sum) -> sum < person.leastMinutes || sum > person.mostMinutes)
                .penalizeLong(HARD, (person, sum) ->
                    1 + Math.max(person.leastMinutes - sum, sum - person.mostMinutes) / 480)
                .asConstraint("minutes");
        }

        Constraint runs(ConstraintFactory factory) {
            return factory.forEach(Cell.class)
                .groupBy(Cell::getPerson, ConstraintCollectors.toConsecutiveSequences((Cell cell) -> cell.day))
                .flattenLast(chain -> chain.getConsecutiveSequences())
                .filter((person, run) -> run.getCount() > person.mostInRow || run.getCount() < person.leastInRow
                    && !run.getFirstItem().isAtEdge() && !run.getLastItem().isAtEdge())
                .penalizeLong(HARD, (person, run) -> Math.max(run.getCount() - person.mostInRow, 1))
                .asConstraint("days of work in a row");
        }

        Constraint rest(ConstraintFactory factory) {
            return factory.forEachIncludingUnassigned(Cell.class).filter(cell -> cell.shift == null)
                .groupBy(Cell::getPerson, ConstraintCollectors.toConsecutiveSequences((Cell cell) -> cell.day))
                .flattenLast(chain -> chain.getConsecutiveSequences())
                .filter((person, run) -> run.getCount() < person.leastOff
                    && !run.getFirstItem().isAtEdge() && !run.getLastItem().isAtEdge())
                .penalizeLong(HARD, (person, run) -> person.leastOff - run.getCount())
                .asConstraint("days off in a row");
        }

        Constraint weekends(ConstraintFactory factory) {
            return factory.forEach(Cell.class).filter(cell -> cell.day % 7 >= 5)
                .groupBy(Cell::getPerson, ConstraintCollectors.countDistinct((Cell cell) -> cell.day / 7))
                .filter((person, count) -> count > person.mostWeekends)
                .penalizeLong(HARD, (person, count) -> count - person.mostWeekends).asConstraint("weekends");
        }

        Constraint wishes(ConstraintFactory factory) {
            return factory.forEachIncludingUnassigned(Cell.class).filter(cell -> cell.wishes() > 0)
                .penalizeLong(SOFT, Cell::wishes).asConstraint("wishes");
        }

        Constraint needs(ConstraintFactory factory) {
            return factory.forEach(Cell.class)
                .join(Need.class, Joiners.equal(Cell::getDay, Need::getDay), Joiners.equal(Cell::getShift, Need::getShift))
                .groupBy((cell, need) -> need, ConstraintCollectors.countBi())
                .penalizeLong(SOFT, (need, count) ->
                    count < need.people ? (long) (need.people - count) * need.under : (long) (count - need.people) * need.over)
                .asConstraint("needs");
        }

        Constraint emptyNeeds(ConstraintFactory factory) {
            return factory.forEach(Need.class)
                .ifNotExists(Cell.class, Joiners.equal(Need::getDay, Cell::getDay), Joiners.equal(Need::getShift, Cell::getShift))
                .penalizeLong(SOFT, need -> (long) need.people * need.under).asConstraint("needs that nobody meets");
        }
    }

    static Roster read(Path path) throws Exception {
        Roster roster = new Roster();
        Map<String, Shift> shifts = new HashMap<>();
        Map<String, Person> people = new HashMap<>();
        Map<String, Cell> cells = new HashMap<>();
        for (String line : Files.readAllLines(path)) {
            String[] word = line.split("\t");
            switch (word[0]) {
                case "days" -> days = Integer.parseInt(word[1]);
                case "shift" -> {
                    Shift shift = new Shift();
                    shift.id = word[1];
                    shift.minutes = Integer.parseInt(word[2]);
                    shifts.put(shift.id, shift);
                    roster.shifts.add(shift);
                }
                case "after" -> shifts.get(word[1]).notBefore.add(word[2]);
                case "person" -> {
                    Person person = new Person();
                    person.id = word[1];
                    int[] limit = new int[6];
                    for (int place = 0; place < 6; place++) limit[place] = Integer.parseInt(word[place + 2]);
                    person.mostMinutes = limit[0];
                    person.leastMinutes = limit[1];
                    person.mostInRow = limit[2];
                    person.leastInRow = limit[3];
                    person.leastOff = limit[4];
                    person.mostWeekends = limit[5];
                    people.put(person.id, person);
                    for (int day = 0; day < days; day++) {
                        Cell cell = new Cell();
                        cell.id = person.id + " " + day;
                        cell.person = person;
                        cell.day = day;
                        cells.put(cell.id, cell);
                        roster.cells.add(cell);
                    }
                }
                case "most" -> people.get(word[1]).mostOf.put(word[2], Integer.parseInt(word[3]));
                case "off" -> cells.get(word[1] + " " + word[2]).isOff = true;
                case "wanted" -> cells.get(word[1] + " " + word[2]).wanted.merge(word[3], Integer.parseInt(word[4]), Integer::sum);
                case "unwanted" -> cells.get(word[1] + " " + word[2]).unwanted.merge(word[3], Integer.parseInt(word[4]), Integer::sum);
                default -> {
                    Need need = new Need();
                    need.day = Integer.parseInt(word[1]);
                    need.shift = shifts.get(word[2]);
                    need.people = Integer.parseInt(word[3]);
                    need.under = Integer.parseInt(word[4]);
                    need.over = Integer.parseInt(word[5]);
                    roster.needs.add(need);
                }
            }
        }
        return roster;
    }

    public static void main(String[] arguments) throws Exception {
        Roster problem = read(Path.of(arguments[0]));
        SolverConfig config = new SolverConfig()
            .withSolutionClass(Roster.class).withEntityClasses(Cell.class).withConstraintProviderClass(Rules.class)
            .withTerminationSpentLimit(Duration.ofMillis((long) (1000 * Double.parseDouble(arguments[1]))));
        Roster best = SolverFactory.<Roster>create(config).buildSolver().solve(problem);
        StringBuilder text = new StringBuilder();
        for (Cell cell : best.cells) {
            if (cell.shift != null) text.append(cell.person.id + "\t" + cell.day + "\t" + cell.shift.id + "\n");
        }
        Files.writeString(Path.of(arguments[2]), text.toString());
    }
}
