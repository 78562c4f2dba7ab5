"""The server is killed while several people write, as by a power cut, and started again."""

import http.cookiejar
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

import pytest

from tests.support import tree
from tests.support.site import environment, free_port, served

PEOPLE = 4
ENOUGH = 12
WRITTEN = (
    "import json; from goldenthread.audit.models import AuditEvent; from goldenthread.partnership.models import Person; "
    "print(json.dumps([sorted(Person.objects.filter(name__startswith='Power cut').values_list('name', flat=True)), "
    "sorted(e.details['name'] for e in AuditEvent.objects.filter(event='person.added') "
    "if e.details['name'].startswith('Power cut'))]))"
)


class Writer(threading.Thread):
    """Somebody who adds people to the register, one after another, and remembers what was answered with success."""

    def __init__(self, address, number):
        super().__init__(daemon=True)
        self.address, self.number = address, number
        self.asked, self.answered, self.refused = [], [], []
        cookies = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self.opener = urllib.request.build_opener(cookies)
        page = self.page("/sign-in/login/")
        account = re.search(r'name="account" value="([^"]+)"><button[^>]*>Business manager<', page)[1]
        self.post("/accounts/demonstration/", page, account=account)
        self.form = self.page("/partnership/people/new/")

    def page(self, path):
        with self.opener.open(self.address + path, timeout=30) as answer:
            return answer.read().decode()

    def post(self, path, page, **fields):
        fields["csrfmiddlewaretoken"] = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
        data = urllib.parse.urlencode(fields).encode()
        with self.opener.open(self.address + path, data=data, timeout=30) as answer:
            return answer.url

    def run(self):
        for count in range(10_000):
            name = f"Power cut {self.number}-{count:04d}"
            self.asked.append(name)
            try:
                self.post("/partnership/people/new/", self.form, name=name)
            except urllib.error.HTTPError as error:
                self.refused.append(f"{name}: {error.code}")
                return
            except OSError:
                return
            except Exception as error:  # the connection ended in the middle of an answer
                if type(error).__module__ != "http.client":
                    self.refused.append(f"{name}: {error!r}")
                return
            self.answered.append(name)


@pytest.fixture
def installation(demonstration, tmp_path):
    """Data of its own, whose first server is stopped: this test starts and kills its own."""
    with served(demonstration, tmp_path / "data") as site:
        site.process.terminate()
        site.process.wait(20)
        yield site


def serve(site):
    """Start `goldenthread serve`, as an installation does, in a group of processes of its own, and wait until it answers."""
    address = f"http://localhost:{(port := free_port())}"
    env = environment(site.data, site.env.get("DATABASE_URL", ""), GOLDENTHREAD_ADDRESS=address)
    with site.log.open("ab") as log:
        process = subprocess.Popen(
            [sys.executable, "manage.py", "serve", "--port", str(port), "--no-worker"],
            cwd=tree.ROOT, env=env, stdout=log, stderr=log, start_new_session=True,
        )  # fmt: skip
    for _ in range(300):
        assert process.poll() is None, site.said()
        try:
            urllib.request.urlopen(address + "/sign-in/login/", timeout=20).close()
        except OSError:
            time.sleep(0.1)
        else:
            return address, process
    raise AssertionError(site.said())


def kill(process):
    os.killpg(process.pid, signal.SIGKILL)
    process.wait(20)


def written(site):
    said = site.command("shell", "-v", "0", "-c", WRITTEN).stdout
    return json.loads(said.strip().splitlines()[-1])


@pytest.mark.smoke
def test_nothing_that_was_answered_is_lost_and_nothing_is_half_written_when_the_server_is_killed(installation):
    address, process = serve(installation)
    try:
        writers = [Writer(address, number) for number in range(PEOPLE)]
        for each in writers:
            each.start()
        while sum(len(each.answered) for each in writers) < ENOUGH and any(each.is_alive() for each in writers):
            time.sleep(0.005)
    finally:
        kill(process)
    for each in writers:
        each.join(40)
    answered = {name for each in writers for name in each.answered}
    asked = {name for each in writers for name in each.asked}
    assert [fault for each in writers for fault in each.refused] == []
    assert len(answered) >= ENOUGH

    address, process = serve(installation)
    try:
        people, told = written(installation)
        assert answered <= set(people) <= asked, f"lost: {sorted(answered - set(people))}"
        assert people == told, "each person has the event that says so, and no event tells of a person who is not there"
        assert len(people) == len(set(people)), "nothing was written twice"
        assert "is whole" in installation.command("verify-audit").stdout
        after = Writer(address, PEOPLE)
        after.post("/partnership/people/new/", after.form, name="Power cut and on again")
        assert "Power cut and on again" in written(installation)[0], "and people can go on"
        assert "is whole" in installation.command("verify-audit").stdout
    finally:
        kill(process)
