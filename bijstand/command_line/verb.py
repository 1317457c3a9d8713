"""What the verbs that make a study of their words are made of: options, help, several jobs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bijstand.command_line.keys import keys_text
from bijstand.command_line.options import MULTIRUN, read_options, refuse_keys_of_others
from bijstand.command_line.placed import Placed
from experiments.running.telling import telling_in, telling_of, told
from sim.errors import UserError
from sim.words import Message

if TYPE_CHECKING:
    from analysis.stored.answer import Answer

FAIL_FAST, INFO = "--fail-fast", "--info"

OPTIONS = Message("""\
  --cfg job       print the composed configuration, run nothing
  --multirun, -m  keys may have several values (run.days=365,730): a study of each combination
  --fail-fast     end at the first run that fails, instead of writing it down and going on
  --help, -h      this text

exit status: 0 when all runs are finished, 1 when some of them failed (failures.parquet says which,
at what stage and why), 2 for what is not allowed, 130 after Ctrl-C, 143 after SIGTERM, 129 after
SIGHUP. The same command goes on where it was interrupted, however that came about; nothing is run
twice.\
""")
HELP = Message("""\
{about}

usage: bijstand {verb} {usage}

keys and defaults
{keys}

options
{options}

examples
{examples}
""")


@dataclass(frozen=True)
class StudyVerb[Asked: Placed]:
    """A verb that makes a study of its words.

    Attributes:
        name: The verb.
        about: What it does; its help text begins with it.
        examples: Its examples, a line each.
        read: Makes a job of ``key=value`` words.
        answer: Runs a job, given whether to end at the first failure, and answers its question.
        with_tables: Whether the tables of its answer are printed before the sentences.
        usage: What may follow the verb.
        options: Its options in words; ``--fail-fast`` is one only where it is among them.
        reword: Turns a word of the user's into one that the configuration knows.
        filled: Adds to words what the verb takes by itself where they do not say.
        later: Returns what adds to an answer that was printed what takes longer, if anything does.
    """

    name: str
    about: str
    examples: str
    read: Callable[[Sequence[str]], Asked]
    answer: Callable[[Asked, bool], Answer]
    with_tables: bool = False
    usage: str = "[key=value …] [options]"
    options: str = OPTIONS
    reword: Callable[[str], str] = str
    filled: Callable[[Sequence[str]], list[str]] = list
    later: Callable[[Asked, Answer], Callable[[], Answer] | None] | None = None

    def help_text(self) -> str:
        """Return what ``--help`` shows."""
        return told(HELP).format(
            about=told(self.about),
            verb=self.name,
            usage=self.usage,
            keys=keys_text(self.name),
            options=told(self.options),
            examples=self.examples,
        )

    def run(self, arguments: Sequence[str]) -> int:
        """Run the verb.

        Args:
            arguments: The words after the verb.

        Returns:
            The exit status: the highest, where there are several jobs.

        Raises:
            UserError: For what the user did wrong.
        """
        fail_fast = FAIL_FAST in self.options and FAIL_FAST in arguments
        rest = [word for word in arguments if not (fail_fast and word == FAIL_FAST)]
        others = [option for option in (FAIL_FAST, INFO) if option in self.options]
        options = read_options([self.reword(word) for word in rest], others)
        if options.info:
            raise UserError(
                "bijstand {verb} has no --info; bijstand run --info lists what there is",
                verb=self.name,
            )
        refuse_keys_of_others(options.words, self.name)
        from experiments.configuration.words import expand_several_values

        given = list(expand_several_values(options.words)) if options.several else [options.words]
        listed = [self.filled(words) for words in given]
        if options.show:
            for words in listed:
                show(words)
            return 0
        return max(self._tell(job, fail_fast) for job in self._apart(listed))

    def _apart(self, listed: Sequence[Sequence[str]]) -> list[Asked]:
        """Make the jobs of one command, each with a folder of its own.

        A study that is told in two languages has the same numbers, and so the same name; each
        telling keeps its answer, tables and figures.

        Raises:
            UserError: For two jobs that would be the same study, or have the same name.
        """
        jobs = [self.read(words) for words in listed]
        places = [job.place for job in jobs]
        shared = [place for place in places if places.count(place) > 1]
        if not shared:
            return jobs
        found = []
        for words, job in zip(listed, jobs, strict=True):
            name = f"output.name={job.place.name}-{job.language}"
            found.append(self.read([*words, name]) if job.place in shared else job)
        if len({job.place for job in found}) < len(found):
            named = jobs[places.index(shared[0])].name
            if named:
                raise UserError(
                    "output.name={named} would be the name of {studies} studies; allowed: none, "
                    "with {option}",
                    named=named,
                    studies=len(shared),
                    option=MULTIRUN[0],
                )
            raise UserError(
                "{jobs} of the jobs of {option} are the same study, as they differ in nothing that "
                "its numbers depend on; allowed: each once",
                jobs=len(shared),
                option=MULTIRUN[0],
            )
        return found

    def ask(self, words: Sequence[str]) -> Answer:
        """Answer the question that words ask, without printing it.

        Raises:
            UserError: As ``run``.
        """
        job = self.job(words)
        with telling_in(job.language), telling_of(job.world):
            found = self.answer(job, False)
        if found.files:
            # Whoever asks something of its folder reads them there.
            from bijstand.command_line.answer import write

            write(found)
        return found

    def job(self, words: Sequence[str]) -> Asked:
        """Return what words ask for, without doing it.

        Raises:
            UserError: As ``run``.
        """
        refuse_keys_of_others(words, self.name)
        return self.read(self.filled([self.reword(word) for word in words]))

    def _tell(self, job: Asked, fail_fast: bool) -> int:
        from bijstand.command_line.answer import tell

        with telling_in(job.language), telling_of(job.world):
            found = self.answer(job, fail_fast)
            later = None if self.later is None else self.later(job, found)
            return tell(found, self.with_tables, later)


def show(words: Sequence[str]) -> None:
    """Print the configuration that words compose."""
    from omegaconf import OmegaConf

    from experiments.configuration.compose import compose_configuration

    print(OmegaConf.to_yaml(OmegaConf.create(compose_configuration(words).content)))
