"""The test clock of the emulated AWS: how many seconds it is ahead of the machine's own clock.

`TEST_CLOCK_LIBRARY` names libfaketime and `FAKETIME_TIMESTAMP_FILE` the file that says how far ahead it is, as `+3600`.
Whoever rewrites that file moves the emulator and every function at once, also those that are running. Without the
library nothing here changes anything.

Deliberately not libfaketime for the emulator itself: under it Python's `time.sleep` fails. Python reads the time in two
places, and both are replaced. What measures how long something takes (`time.monotonic`) stays real, for the functions
too: a call that takes a second takes a second, however far the clock is moved meanwhile.
"""

import datetime
import os
import threading
import time
import types

LOOK_EVERY_S = 0.2

LIBRARY = os.environ.get("TEST_CLOCK_LIBRARY")
FILE = os.environ.get("FAKETIME_TIMESTAMP_FILE")

machine_time = time.time
machine_gmtime = time.gmtime


def ahead_s():
    """How far the clock is ahead of the machine's, in seconds."""
    with open(FILE) as file:
        return int(file.read())


def now():
    """Seconds since 1970 on the test clock."""
    return machine_time() + ahead_s()


class Moment(datetime.datetime):
    """A `datetime` whose present is the test clock's."""

    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(now(), tz)

    @classmethod
    def utcnow(cls):
        return cls.now(datetime.timezone.utc).replace(tzinfo=None)


class Event(threading.Event):
    """Whoever waits on it with a timeout waits until that moment on the test clock, so that moving it ends the wait."""

    def wait(self, timeout=None):
        if timeout is None:
            return super().wait()
        until = time.time() + timeout
        while not self.is_set() and (left := until - time.time()) > 0:
            super().wait(min(left, LOOK_EVERY_S))
        return self.is_set()


def rule():
    """Moves this process and the functions that it will start; to be called before anything else is imported."""
    if not LIBRARY:
        return
    time.time = now
    time.gmtime = lambda seconds=None: machine_gmtime(now() if seconds is None else seconds)
    datetime.datetime = Moment
    os.environ.update(
        LD_PRELOAD=LIBRARY, FAKETIME_NO_CACHE="1", FAKETIME_DONT_FAKE_MONOTONIC="1", NO_FAKE_STAT="1"
    )


def end_waits(stepfunctions):
    """The waits of workflows, those for a task token and pauses before a retry end when the clock passes their end."""
    stepfunctions.threading = types.SimpleNamespace(**{**vars(threading), "Event": Event})
    stepfunctions._scaled_sleep = lambda seconds: Event().wait(seconds * stepfunctions._SFN_WAIT_SCALE)


def accept_machines_signatures(sigv4):
    """SAM, Terraform and `cargo run` sign by the machine's clock: it counts as well as the test clock, nothing between."""
    request_time_failure = sigv4.request_time_failure

    def judge(signature):
        machine = datetime.datetime.fromtimestamp(machine_time(), datetime.timezone.utc)
        return request_time_failure(signature) and request_time_failure(signature, now=machine)

    sigv4.request_time_failure = judge
