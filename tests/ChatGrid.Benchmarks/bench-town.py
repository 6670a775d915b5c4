#!/usr/bin/env python3
"""Writes a copy of config/ whose town has a grid with a gridworker and a leader for each group chat of the load generator.

    bench-town.py CONFIG OUT [CHATS]     chats bench-0 … bench-(CHATS-1), 50 by default, as the Bot Framework names them
"""
import shutil
import sys
from pathlib import Path

source, target = Path(sys.argv[1]), Path(sys.argv[2])
chats = int(sys.argv[3]) if len(sys.argv) > 3 else 50
shutil.rmtree(target, ignore_errors=True)
shutil.copytree(source, target)
grids, people = target / "town/grids.yaml", target / "town/people.yaml"
names = [chr(0x4E00 + i) for i in range(chats)]
with grids.open("a", encoding="utf-8") as out:
    for i, name in enumerate(names):
        out.write(f'\n  - {{ 编码: bench-{i}, 名称: 压测{name}网格, 层级: 网格, 上级: tongxin, 群名: 压测{name}群, 群地址: "botframework:main/group/bench-{i}" }}')
text = people.read_text(encoding="utf-8").split("人员:\n", 1)
posts = "".join(f"  - {{ 姓名: 压{name}员, 岗位: [{{ 职务: 网格员, 网格: bench-{i} }}] }}\n  - {{ 姓名: 压{name}长, 岗位: [{{ 职务: 网格长, 网格: bench-{i} }}] }}\n" for i, name in enumerate(names))
people.write_text(f"{text[0]}人员:\n{posts}{text[1]}", encoding="utf-8")
